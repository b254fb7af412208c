"""Invented changes of policies in Dutch."""

# Written as `tests.domain.planted` says.
CHANGES = """
nl sharing weaker high | Wij delen uw gegevens {niet →}met derden.
nl sharing weaker high | Wij verkopen uw gegevens {nooit→ook}.
nl retention weaker high | Wij bewaren uw gegevens {30→90} dagen.
nl retention weaker high | Wij bewaren opnames {zes maanden→zo lang als nodig}.
nl transfer weaker high | Uw gegevens worden opgeslagen in {Nederland→Nederland en India}.
nl ? ? ? | Wij gebruiken uw inhoud {niet →}om onze modellen te trainen.
nl legal_basis weaker high | De grondslag is {uw toestemming→ons gerechtvaardigd belang}.
nl rights weaker ? | - U kunt ons vragen uw gegevens te verwijderen.
nl ? ? ? | De dienst is bedoeld voor personen vanaf {16→13} jaar.
nl security weaker ? | Wij melden een datalek binnen {24→72} uur.
nl payment weaker ? | Het abonnement kost {9 €→12 €} per maand.
nl ? ? ? | Op deze overeenkomst is {Nederlands→Iers} recht van toepassing.
nl collection weaker ? | Wij verzamelen uw naam{→, uw exacte locatie} en uw adres.
"""
