"""Invented changes of policies in Portuguese."""

# Written as `tests.domain.planted` says.
CHANGES = """
pt sharing weaker high | {Não compartilhamos→Compartilhamos} os seus dados com terceiros.
pt sharing weaker high | {Nunca vendemos→Vendemos} os seus dados pessoais.
pt retention weaker high | Guardamos os seus dados por {30→90} dias.
pt retention weaker high | Guardamos as gravações {por seis meses→enquanto for necessário}.
pt transfer weaker high | Os seus dados são armazenados em {Portugal→Portugal e Estados Unidos}.
pt ? ? ? | {Não usamos→Usamos} o seu conteúdo para treinar os nossos modelos.
pt legal_basis weaker high | A base legal é {o seu consentimento→o nosso interesse legítimo}.
pt rights weaker ? | - Você pode solicitar a exclusão dos seus dados.
pt children weaker ? | O serviço destina-se a maiores de {16→13} anos.
pt security weaker ? | Informaremos uma violação em até {24→72} horas.
pt payment weaker ? | A assinatura custa {9 €→12 €} por mês.
pt ? ? ? | Este contrato é regido pela lei {portuguesa→irlandesa}.
pt collection weaker ? | Coletamos o seu nome{→, a sua localização precisa} e o seu endereço.
"""
