"""Tables for a functional administrator. No person, case or log is reachable here."""
