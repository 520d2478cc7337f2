"""What the municipality decides for the Wmo."""

from cases.contract import LocalChoice

FOUR_EYES = LocalChoice(
    key="wmo.vier_ogen",
    label="Leest bij elk Wmo-besluit een collega mee?",
    default=False,
    hint="Dan legt wie het besluit schrijft het voor, en tekent een ander.",
)
CHOICES = (FOUR_EYES,)
