from cases.contract import LawConfig


class ToyLawConfig(LawConfig):
    name = "tests.toylaw"
    label = "toylaw"
