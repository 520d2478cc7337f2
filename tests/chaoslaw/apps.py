from cases.contract import LawConfig


class ChaosLawConfig(LawConfig):
    name = "tests.chaoslaw"
    label = "chaoslaw"
