"""Invented changes of policies in Spanish."""

# Written as `tests.domain.planted` says.
CHANGES = """
es sharing weaker high | {No compartimos→Compartimos} sus datos con terceros.
es sharing weaker high | {Nunca vendemos→Vendemos} sus datos personales.
es retention weaker high | Conservamos sus datos durante {30→90} días.
es retention weaker high | Conservamos las grabaciones {durante seis meses→mientras sea necesario}.
es transfer weaker high | Sus datos se almacenan en {España→España y Estados Unidos}.
es ? ? ? | {No utilizamos→Utilizamos} sus contenidos para entrenar nuestros modelos.
es legal_basis weaker high | La base jurídica es {su consentimiento→nuestro interés legítimo}.
es rights weaker ? | - Usted puede solicitar la supresión de sus datos.
es children weaker ? | El servicio está dirigido a mayores de {16→13} años.
es security weaker ? | Le informaremos de una brecha en un plazo de {24→72} horas.
es payment weaker ? | La suscripción cuesta {9 €→12 €} al mes.
es ? ? ? | Este contrato se rige por la ley {española→irlandesa}.
es collection weaker ? | Recogemos su nombre{→, su ubicación exacta} y su dirección.
es ? ? ? | Cedemos sus datos a socios {solo con su consentimiento→cuando lo consideramos útil}.
"""
