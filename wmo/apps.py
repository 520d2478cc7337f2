from cases.contract import LawConfig


class WmoConfig(LawConfig):
    name = "wmo"
    verbose_name = "Wmo 2015"
