"""The languages a colleague can choose for an interpreter: ISO 639 codes with their Dutch names. Our own short list."""

LANGUAGES = (
    ("sq", "Albanees"), ("am", "Amhaars"), ("ar", "Arabisch"), ("bs", "Bosnisch"), ("bg", "Bulgaars"),
    ("zh", "Chinees"), ("prs", "Dari"), ("de", "Duits"), ("en", "Engels"), ("fa", "Farsi"), ("fr", "Frans"),
    ("fy", "Fries"), ("hi", "Hindi"), ("hu", "Hongaars"), ("id", "Indonesisch"), ("it", "Italiaans"),
    ("ckb", "Koerdisch (Sorani)"), ("kmr", "Koerdisch (Kurmanji)"), ("uk", "Oekraïens"), ("pap", "Papiaments"),
    ("ps", "Pasjtoe"), ("pl", "Pools"), ("pt", "Portugees"), ("ro", "Roemeens"), ("ru", "Russisch"),
    ("sr", "Servisch"), ("so", "Somalisch"), ("es", "Spaans"), ("sw", "Swahili"), ("zgh", "Tamazight (Berber)"),
    ("th", "Thais"), ("ti", "Tigrinya"), ("tr", "Turks"), ("ur", "Urdu"), ("vi", "Vietnamees"),
    ("mis", "een andere taal"),
)  # fmt: skip
