"""Invented changes of policies in German."""

# Written as `tests.domain.planted` says.
CHANGES = """
de sharing weaker high | Wir geben Ihre Daten {nicht →}an Dritte weiter.
de sharing weaker high | Wir verkaufen Ihre Daten {niemals→auch}.
de retention weaker high | Wir speichern Ihre Daten {30→90} Tage.
de retention weaker high | Protokolle werden nach {sechs Monaten→zwei Jahren} gelöscht.
de retention weaker high | Wir speichern Aufnahmen {30 Tage→so lange wie nötig}.
de transfer weaker high | Ihre Daten werden {in Deutschland→in Deutschland und Indien} gespeichert.
de transfer weaker high | Übermittlungen beruhen auf {Standardvertragsklauseln und →}einem Angemessenheitsbeschluss.
de ? ? ? | Wir verwenden Ihre Inhalte {nicht, um→, um} unsere Modelle zu trainieren.
de legal_basis ? high | Rechtsgrundlage ist {Ihre Einwilligung→unser berechtigtes Interesse}.
de rights weaker ? | - Sie können die Löschung Ihrer Daten verlangen.
de rights weaker ? | Die Auskunft ist {kostenlos→kostenpflichtig}.
de ? ? ? | Der Dienst richtet sich an Personen ab {16→13} Jahren.
de security weaker ? | Wir melden Ihnen Datenpannen innerhalb von {24→72} Stunden.
de tracking weaker ? | Das Cookie läuft nach {30 Tagen→13 Monaten} ab.
de controller ? ? | Verantwortlich ist die {Nebelbach GmbH→Nebelbach Holding AG}.
de ? ? ? | Es gilt {deutsches→irisches} Recht.
de payment weaker ? | Das Abonnement kostet {9 €→12 €} im Monat.
de account weaker ? | Wir können Ihr Konto mit einer Frist von {30→7} Tagen kündigen.
de collection weaker ? | Wir erheben Ihren Namen{→, Ihren genauen Standort} und Ihre Anschrift.
de ? ? ? | Eine Weitergabe erfolgt {nur mit Ihrer Einwilligung→nach unserem Ermessen}.
de purpose weaker ? | Wir nutzen Ihre Anschrift für die Lieferung{→ und für Werbung}.
"""
