"""Invented changes of policies in Portuguese, written as `tests.domain.planted` says."""

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

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
pt sharing weaker high | Os seus contactos {não →}são cedidos a outras empresas para fins comerciais.
pt sharing weaker ? | + Fornecemos o seu histórico de compras aos nossos parceiros publicitários.
pt sharing stronger med | Entregamos dados às autoridades {mediante simples pedido→apenas por ordem judicial}.
pt sharing stronger med | Têm acesso aos dados o nosso serviço de apoio{ e as demais empresas do grupo→}.
pt sharing weaker ? | + O seu telefone poderá ser entregue a corretores de seguros.
pt sharing stronger med | A lista de participantes {é disponibilizada aos patrocinadores→permanece dentro da nossa empresa}.
pt sharing weaker ? | O seu apelido {não é→é} visível para outros jogadores.
pt retention weaker high | Os currículos são destruídos {seis meses→dois anos} após o fim da seleção.
pt retention weaker ? | As gravações das chamadas são {apagadas todas as semanas→mantidas por tempo indeterminado}.
pt retention stronger med | Os registos de acesso são guardados por {90→15} dias.
pt retention stronger med | + Após o encerramento da conta, eliminamos os seus dados no prazo de trinta dias.
pt retention weaker high | As conversas com o suporte desaparecem dos nossos sistemas após {sete dias→seis meses}.
pt retention stronger med | Os registros de conexão são mantidos por {um ano→oito semanas}.
pt retention weaker high | As cópias de fax são trituradas após {dez dias→três meses}.
pt transfer weaker high | Os dados são tratados {exclusivamente no Espaço Económico Europeu→no Espaço Económico Europeu, em Angola e na Índia}.
pt transfer weaker high | - As transferências internacionais assentam em cláusulas contratuais padrão.
pt transfer stronger med | Os servidores onde os seus dados são armazenados ficam {nos Estados Unidos e na Irlanda→na Irlanda}.
pt transfer stronger med | + Não transferimos dados para fora da União Europeia.
pt transfer weaker high | As cópias de segurança ficam em servidores na {Suécia→Suécia e na África do Sul}.
pt transfer stronger med | + Os dados pessoais nunca saem da União Europeia.
pt collection weaker ? | No cadastro pedimos o seu nome{→, o seu estado civil e a sua renda}.
pt collection weaker ? | + O aplicativo lê os contatos da sua agenda.
pt collection stronger med | {Recolhemos→Deixámos de recolher} a sua data de nascimento.
pt collection stronger med | - Coletamos uma cópia do seu documento de identidade.
pt collection weaker ? | O relógio envia-nos o seu ritmo cardíaco{→, as suas horas de sono e o seu peso}.
pt collection stronger med | - Registramos o conteúdo das suas notas de compra.
pt purpose weaker ? | O seu número de telefone é usado para a entrega{→ e para chamadas de vendas}.
pt purpose weaker ? | + Analisamos a sua navegação para exibir publicidade personalizada.
pt purpose stronger med | As suas respostas são usadas para fins estatísticos{ e publicitários→}.
pt purpose stronger med | + Não usaremos os seus dados para nenhuma outra finalidade.
pt purpose weaker ? | O seu e-mail serve {apenas para confirmar o pedido→para confirmar o pedido e enviar anúncios das nossas marcas}.
pt purpose stronger med | - Usamos as fotos que nos envia para promover as nossas lojas.
pt ai weaker high | As suas fotografias {não →}são usadas para treinar os nossos algoritmos.
pt ai weaker ? | Os pedidos de crédito são avaliados por {um funcionário→um sistema de inteligência artificial}.
pt ai stronger med | + Qualquer decisão automatizada será revista por uma pessoa, se o solicitar.
pt ai stronger med | As suas conversas servem para treinar o nosso modelo {salvo oposição sua→somente se você autorizar}.
pt ai weaker high | + Os textos que inserir poderão servir como dados de treinamento dos nossos modelos.
pt ai stronger med | Um pedido pode ser recusado por um programa{→, mas somente após a verificação de um funcionário}.
pt legal_basis weaker high | O envio da newsletter baseia-se {no seu consentimento→no nosso interesse legítimo}.
pt legal_basis weaker ? | Tratamos dados de saúde {apenas com o seu consentimento expresso→sempre que julgarmos conveniente}.
pt legal_basis stronger med | A base legal das estatísticas é {o nosso legítimo interesse→o seu consentimento}.
pt legal_basis stronger med | + Você pode revogar o seu consentimento a qualquer momento.
pt legal_basis weaker ? | A videovigilância do estacionamento assenta {no consentimento dos visitantes→no nosso interesse legítimo}.
pt legal_basis stronger med | Analisamos a abertura da newsletter {por interesse legítimo→com o seu consentimento}.
pt legal_basis weaker ? | Enviamos pesquisas {se você nos deu o seu consentimento→com base no nosso interesse legítimo}.
pt rights weaker ? | O titular tem direito de acesso, {retificação e apagamento→e retificação}.
pt rights weaker ? | - Pode apresentar reclamação à Comissão Nacional de Proteção de Dados.
pt rights stronger med | Respondemos ao seu pedido no prazo de {dois meses→dez dias}.
pt rights stronger med | + Pode opor-se ao envio de publicidade a qualquer momento.
pt rights weaker ? | As solicitações de exclusão são atendidas{→ a nosso exclusivo critério}.
pt rights stronger med | + Qualquer pessoa pode corrigir gratuitamente dados inexatos.
pt children weaker ? | Menores podem cadastrar-se {com→sem} a autorização dos pais.
pt children weaker ? | A idade mínima para usar o serviço é de {16→12} anos.
pt children stronger med | + Não coletamos intencionalmente dados de crianças menores de 13 anos.
pt children stronger med | A menores de idade {→não }é exibida publicidade personalizada.
pt children weaker ? | A conta familiar admite crianças a partir de {13→9} anos.
pt children stronger med | + Os pais podem pedir a qualquer momento que apaguemos os dados do seu filho.
pt children stronger med | Quem tem menos de {12→14} anos não pode abrir um perfil.
pt security weaker ? | As senhas são guardadas {de forma criptografada→em texto simples}.
pt security weaker ? | - O acesso aos nossos centros de dados é protegido por controle biométrico.
pt security stronger med | O operador comunica incidentes de segurança no prazo de {72→24} horas.
pt security stronger med | + Uma entidade independente audita os nossos sistemas todos os anos.
pt security weaker ? | - Uma equipe de segurança vigia os nossos servidores dia e noite.
pt security stronger med | Avisamos os afetados de um vazamento de dados {quando julgarmos oportuno→em até 48 horas}.
pt tracking weaker ? | Os cookies publicitários são instalados {depois de os aceitar→ao abrir a página}.
pt tracking weaker ? | + Este site utiliza o pixel de rastreamento da Ventorasto.
pt tracking stronger med | O cookie expira após {dois anos→seis meses}.
pt tracking stronger med | - Cookies de terceiros medem a eficácia dos nossos anúncios.
pt tracking weaker ? | + Os parceiros de publicidade instalam cookies próprios quando você assiste a um vídeo.
pt tracking stronger med | O nosso site {utiliza→não utiliza mais} web beacons.
pt tracking stronger med | - Um pixel nas nossas cartas nos diz quando você as lê.
pt controller neutral ? | O responsável pelo tratamento é a {Amendoal, Lda.→Amendoal Internacional, S.A.}
pt controller neutral ? | + Nomeámos como encarregada da proteção de dados a Dra. Inês Tavares.
pt controller neutral ? | Amendoal, Lda., com sede na {Rua dos Ulmeiros 12, Coimbra→Avenida do Porto 4, Faro}.
pt controller neutral ? | O contrato é celebrado com a {Amendoal, Lda.→Ventoclaro, S.A.}
pt controller neutral ? | O nosso encarregado da proteção de dados é {o Sr. Rui Seabra→a Sra. Clara Pinto}.
pt disputes weaker ? | + Qualquer litígio será resolvido por arbitragem.
pt disputes weaker ? | A nossa responsabilidade está limitada a {10.000 €→100 €}.
pt disputes stronger med | - Você renuncia ao direito de participar de ações coletivas.
pt disputes stronger med | {Não respondemos→Respondemos} pelos danos causados pelos nossos fornecedores.
pt disputes weaker ? | Você pode processar-nos {no lugar do seu domicílio→exclusivamente no foro de São Paulo}.
pt disputes stronger med | As ações prescrevem em {seis meses→três anos}.
pt disputes weaker ? | {Respondemos→Não respondemos} pelos erros dos nossos transportadores.
pt payment weaker ? | Os valores pagos {→não }são reembolsáveis.
pt payment weaker ? | + Será cobrada uma taxa de 15 € por cada aviso de atraso.
pt payment stronger med | Os juros de mora são de {12 %→3 %}.
pt payment stronger med | A assinatura {renova-se automaticamente→termina} no fim do período contratado.
pt payment weaker ? | O primeiro mês é {gratuito→pela metade do preço}.
pt payment stronger med | O saldo não utilizado {é perdido→é devolvido} em caso de cancelamento.
pt payment stronger med | O frete custa {6,90 €→3,90 €}.
pt account weaker ? | Podemos suspender a sua conta {em caso de fraude comprovada→por qualquer motivo}.
pt account weaker ? | O encerramento de uma conta é comunicado com {30→5} dias de antecedência.
pt account stronger med | + Você pode encerrar a sua conta a qualquer momento e sem custos.
pt account weaker ? | Podemos pôr fim à sua adesão {com aviso prévio de oito semanas→sem aviso prévio}.
pt account stronger med | + Antes do encerramento da sua conta, você pode exportar todos os arquivos.
pt content weaker ? | Você nos concede uma licença {revogável→irrevogável} sobre o seu conteúdo.
pt content weaker ? | + Podemos modificar, traduzir e sublicenciar as obras que publicar.
pt content stronger med | Você {cede→mantém} os direitos autorais sobre os seus textos.
pt content stronger med | A licença {permanece após→termina com} a remoção do conteúdo.
pt content weaker ? | Você nos concede uma licença {não exclusiva→exclusiva} sobre as suas receitas.
pt conduct weaker ? | Os membros {→não }podem publicar links para as suas próprias lojas.
pt conduct neutral ? | + Removemos as mensagens de que não gostamos.
pt conduct neutral med | - É proibido criticar os nossos produtos.
pt conduct stronger med | Quando uma publicação é removida, o motivo {não →}é comunicado ao autor.
pt conduct weaker ? | Os visitantes {podem→já não podem} publicar comentários anónimos.
pt conduct stronger med | O autor de um comentário excluído {não pode→pode} recorrer.
pt change_notice weaker ? | Avisamos sobre as alterações {30→7} dias antes da sua entrada em vigor.
pt change_notice weaker ? | As alterações a esta política {ser-lhe-ão comunicadas por e-mail→serão simplesmente publicadas nesta página}.
pt change_notice stronger med | + Informaremos você de qualquer alteração destes termos com um mês de antecedência.
pt change_notice stronger med | Podemos modificar estes termos {sem aviso prévio→apenas com aviso prévio de 60 dias}.
pt change_notice weaker ? | + Não somos obrigados a anunciar as alterações deste aviso.
pt change_notice stronger med | As alterações produzem efeitos {de imediato→um mês após a sua notificação}.
pt scope neutral ? | Esta política aplica-se ao site{→, ao aplicativo e às lojas}.
pt scope neutral ? | + Estes termos não se aplicam a clientes empresariais.
pt scope neutral ? | Por «serviços» entendem-se os nossos cursos online{ e as nossas revistas impressas→}.
pt scope neutral ? | - A presente política abrange também os sites das nossas subsidiárias.
pt scope neutral ? | Este aviso diz respeito às compras em loja{→ e no nosso site}.
pt scope neutral ? | + Estas condições não valem para pedidos feitos no exterior.
pt other weaker ? | Garantimos uma disponibilidade de {99,9 %→99 %}.
pt other weaker ? | O suporte atende {24 horas por dia→de segunda a sexta das 9 às 17 horas}.
pt other stronger med | A manutenção não interrompe o serviço por mais de {oito→duas} horas por mês.
pt other stronger med | + O nosso site cumpre as normas de acessibilidade.
pt other weaker ? | As falhas de prioridade 1 são resolvidas em {quatro→doze} horas.
pt other stronger med | O atendimento responde em português{→, em espanhol e em língua de sinais}.
pt ? ? med | - Podemos vender cópias das imagens que carregar.
pt tracking weaker high | Os cookies estatísticos são instalados {apenas se você os aceitar→salvo se você os recusar}.
pt tracking weaker high | Os cookies de publicidade são guardados {só após o seu consentimento→a menos que você se oponha}.
pt disputes ? ? | Este contrato rege-se pela lei {portuguesa→brasileira}.
pt disputes ? ? | As presentes condições regem-se pela lei {portuguesa→angolana}.
pt disputes ? ? | Aplica-se a legislação {brasileira→moçambicana} a este acordo.
pt payment weaker ? | A cópia em papel {é gratuita→custa 14 euros}.
pt payment weaker ? | A segunda via {não custa nada→custa vinte reais}.
pt transfer weaker high | O nosso apoio ao cliente fica em Portugal{→ e em Cabo Verde}.
pt transfer weaker high | Os pedidos são tratados por funcionários em Espanha{→ e na Índia}.
pt sharing stronger med | + Nunca entregamos as suas mensagens às autoridades sem ordem judicial.
pt retention weaker high | Depois da sua saída {apagamos→conservamos} as suas mensagens{→ por tempo indeterminado}.
pt transfer weaker high | {Não transferimos→Transferimos} os seus dados para fora da União Europeia.
pt transfer weaker high | A nossa central de atendimento, que trata os seus pedidos, fica em {Portugal→Portugal e no Egito}.
pt security weaker ? | As senhas {são→podem ser} criptografadas.
pt security weaker ? | As cópias de segurança {estão→podem estar} encriptadas.
pt sharing weaker high | + Vendemos listas de clientes a intermediários.
pt sharing weaker high | {Exigimos→Não exigimos} uma ordem judicial antes de entregar dados à polícia.
pt ? ? high | Usamos as suas fotos {apenas com o seu consentimento→salvo oposição sua}.
pt disputes ? ? | São competentes os tribunais {portugueses→angolanos}.
pt payment weaker ? | A alteração de morada é {sem encargos→feita por 5 euros}.
pt transfer weaker high | Os nossos técnicos trabalham em Portugal{→ e no Brasil}.
pt disputes weaker ? | - Em caso de litígio pode recorrer à mediação do centro de arbitragem.
pt purpose weaker ? | - O seu telefone é usado exclusivamente para anunciar a entrega.
pt ? weaker ? | Informamos o cliente {antes→depois} de entregar as suas cartas a um tribunal.
pt ? ? ? | Apagamos {todos os→alguns} dados quando encerra a sua conta.
pt ? ? ? | Respondemos no prazo de 30 dias{→ úteis}.
pt ? ? ? | Estas regras aplicam-se às nossas lojas{→ e feiras}.
pt scope neutral ? | Este regulamento vale para particulares{→ e associações}.
pt ? ? ? | O vendedor recebe o seu {número de telefone→endereço de e-mail}.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
pt collection stronger med | - Consultamos em registros públicos se você possui uma casa.
pt purpose weaker ? | A sua data de aniversário é usada para felicitá-lo{→ e para avaliar o seu crédito}.
pt ai stronger med | A pontuação é calculada por {um sistema de autoaprendizagem→um funcionário}.
pt rights weaker ? | + Cada pedido de acesso implica o pagamento de uma taxa administrativa.
pt security weaker ? | Os processos em papel ficam em armários {trancados→abertos}.
pt controller neutral ? | Pelos seus dados responde a {Macieira S.A.→Macieira Serviços Lda.}
pt controller neutral ? | Em caso de dúvidas, a nossa encarregada da proteção de dados, {a Dra. Melro→a Dra. Garça}, está à disposição.
pt account weaker ? | Três atrasos no pagamento levam {a um lembrete→à exclusão da sua conta}.
pt content stronger med | Os seus desenhos são impressos {mesmo sem→somente com} a sua autorização.
pt conduct weaker ? | + As avaliações que citam os nossos concorrentes são retiradas do site.
pt change_notice weaker ? | A nova versão é {enviada aos clientes duas semanas antes→publicada nesta página sem outro aviso}.
pt other stronger med | A linha de ajuda está aberta {dois→sete} dias por semana.
pt account stronger med | As contas inativas são eliminadas {sem aviso→após dois avisos}.
"""  # noqa: E501

# Edits of such sentences without effect.
QUIET = """
pt sharing | {Partilhamos o seu endereço→O seu endereço é partilhado} com a transportadora.
pt sharing | {Fornecemos→Comunicamos} o seu endereço à empresa que entrega o pedido.
pt sharing | {Damos→Informamos} o seu endereço ao serviço de encomendas.
pt retention | Guardamos as faturas durante {dez→10} anos.
pt retention | Os registros são {excluídos→apagados} após 30 dias.
pt retention | {Após o fim do contrato→Terminado o contrato}, guardamos as faturas por seis anos.
pt transfer | Os seus dados são armazenados em {Portugal e França→França e Portugal}.
pt transfer | Os seus dados podem ser transferidos para {os Estados Unidos→os EUA}.
pt collection | Coletamos o seu {nome e o seu endereço→endereço e o seu nome}.
pt collection | Coletamos {os seguintes dados: →}nome, endereço e número de telefone.
pt collection | {Ao fazer um pedido→Quando você faz um pedido}, guardamos o seu nome e endereço.
pt purpose | {Utilizamos→Usamos} os seus dados para processar o pedido.
pt purpose | O seu e-mail serve para {enviar→mandar} a confirmação do pedido.
pt ai | Não usamos o seu conteúdo para treinar modelos de {IA→inteligência artificial}.
pt ai | Os seus documentos não são usados para {treinar→o treinamento de} nossos modelos.
pt legal_basis | A base legal é o seu consentimento ({art. 7→artigo 7}, inciso I, da LGPD).
pt rights | O titular {tem o direito de→tem direito a} solicitar uma cópia dos seus dados.
pt rights | Você pode {nos contatar→entrar em contato conosco} para corrigir os seus dados.
pt rights | {Escreva-nos→Basta escrever-nos} se quiser se opor.
pt children | O nosso serviço não é {dirigido→destinado} a crianças.
pt children | Crianças {menores de→com menos de} 13 anos não podem cadastrar-se.
pt security | Todas as {conecções→conexões} com os nossos servidores são criptografadas.
pt security | {Utilizamos→Empregamos} criptografia para proteger os seus dados.
pt security | {As nossas instalações ficam fechadas à noite→À noite, as nossas instalações ficam fechadas}.
pt tracking | {Utilizamos→Usamos} cookies para lembrar o seu carrinho.
pt tracking | Este site utiliza {cookies→Cookies}, pequenos arquivos guardados no seu dispositivo.
pt tracking | Você pode {recusar→bloquear} os cookies no seu navegador.
pt controller | O responsável pelo tratamento {é→será} a Amendoal, Lda.
pt controller | {Responsável pelo tratamento:→O responsável pelo tratamento é a} Macieira S.A., Rua do Canal 5, Braga.
pt disputes | O contrato é {regido pela→sujeito à} lei portuguesa.
pt disputes | O contrato é regido pela {lei brasileira→legislação brasileira}.
pt disputes | Se uma {disposição→cláusula} for nula, as demais continuam em vigor.
pt payment | A assinatura custa {9,00 €→9 €} por mês.
pt payment | Todos os preços {incluem→já incluem} os impostos.
pt account | {Deve→Tem de} escolher uma palavra-passe para a sua conta.
pt account | Você é responsável por manter {secreta→em segredo} a sua senha.
pt account | Você pode {criar→abrir} uma conta no nosso site.
pt content | Você nos {outorga→concede} uma licença sobre as suas fotos.
pt content | Você {mantém→conserva} todos os direitos sobre o seu conteúdo.
pt conduct | É {proibido→vedado} enviar spam.
pt conduct | Os usuários não {devem→deverão} publicar conteúdos ilícitos.
pt change_notice | {Informaremos→Avisaremos} sobre as alterações por {e-mail→correio eletrónico}.
pt change_notice | Podemos {modificar→alterar} esta política de tempos em tempos.
pt scope | Esta política {aplica-se→é aplicável} ao nosso site e ao nosso aplicativo.
pt scope | {Esta política descreve→Nesta política descrevemos} como tratamos os seus dados.
pt other | A nossa equipe {terá prazer em responder→responderá com prazer} às suas perguntas.
pt other | Em caso de {dúvidas→dúvida}, fale com o nosso atendimento.
pt payment | A segunda via custa {vinte euros→20 euros}.
pt security | {Ciframos todas as cópias→Todas as cópias são cifradas por nós}.
pt retention | {Conservamos as faturas durante dez anos→As faturas são conservadas durante 10 anos}.
pt legal_basis | Cumprimos o Regulamento Geral sobre a Proteção de Dados{→ (RGPD)}.
pt retention | Os registos são apagados após 30 {dias. As→dias e as} faturas são guardadas dez anos.
"""

# Such edits that are told all the same.
WOKEN = """
pt legal_basis | {A base legal deste tratamento é→Este tratamento baseia-se em} o artigo 7, inciso V, da LGPD.
pt payment | As faturas {são pagáveis→devem ser pagas} em 30 dias.
pt conduct | Não {insulte→deve insultar} outros membros.
"""
