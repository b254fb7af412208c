"""Invented changes of policies in Spanish, written as `tests.domain.planted` says."""

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

# Every category in both directions, where it has two.
EVERY_CATEGORY = """
es sharing weaker high | Sus datos de contacto {no →}se ceden a otras empresas con fines comerciales.
es sharing weaker ? | + Comunicamos su historial de compras a nuestros socios publicitarios.
es sharing stronger med | Facilitamos información a las autoridades {cuando la piden→únicamente por orden judicial}.
es sharing stronger med | Tienen acceso a los datos nuestro servicio de atención al cliente{ y las demás empresas del grupo→}.
es sharing weaker ? | + Su teléfono podrá entregarse a corredores de seguros.
es sharing stronger med | La lista de asistentes {se pone a disposición de los patrocinadores→permanece dentro de nuestra empresa}.
es sharing weaker ? | Su apodo {no es→es} visible para los demás jugadores.
es retention weaker high | Los currículos se destruyen a los {seis meses→dos años} de cerrarse el proceso.
es retention weaker ? | Las grabaciones de llamadas se {borran cada semana→conservan por tiempo indefinido}.
es retention stronger med | Los registros de acceso se guardan durante {90→15} días.
es retention weaker high | Las conversaciones con soporte desaparecen de nuestros sistemas a los {siete días→seis meses}.
es retention stronger med | Mantenemos los registros de conexión durante {un año→ocho semanas}.
es retention weaker high | Las copias de fax se trituran a los {diez días→tres meses}.
es transfer weaker high | Los datos se tratan {exclusivamente en el Espacio Económico Europeo→en el Espacio Económico Europeo, en Colombia y en la India}.
es transfer weaker high | - Las transferencias internacionales se amparan en cláusulas contractuales tipo.
es transfer stronger med | Nuestros servidores, donde se almacenan sus datos, están en {Estados Unidos e Irlanda→Irlanda}.
es transfer stronger med | + No se realizan transferencias internacionales de datos.
es transfer stronger med | + Los datos personales nunca salen de la Unión Europea.
es collection weaker ? | Al registrarse le pedimos su nombre{→, su estado civil y sus ingresos}.
es collection weaker ? | + La aplicación lee los contactos de su agenda.
es collection stronger med | {Recogemos→Ya no recogemos} su fecha de nacimiento.
es collection stronger med | - Recabamos una copia de su documento de identidad.
es collection weaker ? | El reloj nos envía su frecuencia cardíaca{→, sus horas de sueño y su peso}.
es collection stronger med | - Registramos el contenido de sus tiques de compra.
es purpose weaker ? | Su número de teléfono se utiliza para la entrega{→ y para llamadas comerciales}.
es purpose weaker ? | + Analizamos su navegación para mostrarle publicidad personalizada.
es purpose stronger med | Sus respuestas se usan con fines estadísticos{ y publicitarios→}.
es purpose stronger med | + No utilizaremos sus datos para ninguna otra finalidad.
es purpose weaker ? | Su correo electrónico sirve {solo para confirmar el pedido→para confirmar el pedido y remitirle anuncios de nuestras marcas}.
es purpose stronger med | - Empleamos las fotos que nos envía para promocionar nuestras tiendas.
es ai weaker high | Sus fotografías {no →}se utilizan para entrenar nuestros algoritmos.
es ai weaker ? | Las solicitudes de crédito las estudia {un empleado→un sistema de inteligencia artificial}.
es ai stronger med | + Toda decisión automatizada será revisada por una persona si usted lo solicita.
es ai stronger med | Sus conversaciones sirven para entrenar nuestro modelo {salvo que se oponga→solo si usted lo autoriza}.
es ai weaker high | + Los textos que introduzca podrán servir como datos de entrenamiento de nuestros modelos.
es ai stronger med | Una solicitud puede ser denegada por un programa{→, pero solo tras la revisión de un empleado}.
es legal_basis weaker high | El envío del boletín se basa en {su consentimiento→nuestro interés legítimo}.
es legal_basis weaker ? | Tratamos datos de salud {únicamente con su consentimiento expreso→siempre que lo estimemos conveniente}.
es legal_basis stronger med | La base jurídica de las estadísticas es {nuestro interés legítimo→su consentimiento}.
es legal_basis stronger med | + Puede retirar su consentimiento en cualquier momento.
es legal_basis weaker ? | La videovigilancia del aparcamiento se funda en {el consentimiento de los visitantes→nuestro interés legítimo}.
es legal_basis stronger med | Analizamos la apertura del boletín {por nuestro interés legítimo→con su consentimiento}.
es legal_basis weaker ? | Le enviamos encuestas {si nos ha dado su consentimiento→en virtud de nuestro interés legítimo}.
es rights weaker ? | Tiene derecho de acceso, {rectificación y supresión→y rectificación}.
es rights weaker ? | - Puede presentar una reclamación ante la Agencia Española de Protección de Datos.
es rights stronger med | Atenderemos su solicitud en el plazo de {dos meses→diez días}.
es rights stronger med | + Puede oponerse al envío de publicidad en cualquier momento.
es rights weaker ? | Las peticiones de supresión se atienden{→ a nuestra entera discreción}.
es rights stronger med | + Cualquier persona puede hacer corregir gratuitamente los datos inexactos.
es rights weaker ? | + Por cada solicitud de acceso se cobrará una tasa administrativa.
es children weaker ? | Los menores pueden registrarse {con→sin} la autorización de sus padres.
es children weaker ? | La edad mínima para usar el servicio es de {16→12} años.
es children stronger med | + No recogemos de forma consciente datos de menores de 14 años.
es children stronger med | A los menores {→no }se les muestra publicidad personalizada.
es children weaker ? | La cuenta familiar admite a niños a partir de {13→9} años.
es children stronger med | + Los padres pueden pedirnos en todo momento que borremos los datos de su hijo.
es children weaker ? | Nadie menor de {14→12} años puede abrir un perfil.
es security weaker ? | Las contraseñas se guardan {cifradas→en texto claro}.
es security weaker ? | - El acceso a nuestros centros de datos está protegido mediante control biométrico.
es security stronger med | El encargado notificará las violaciones de seguridad en un plazo de {72→24} horas.
es security stronger med | + Una entidad independiente audita nuestros sistemas cada año.
es security weaker ? | - Un equipo de seguridad vigila nuestros servidores día y noche.
es security stronger med | Avisamos a los afectados de una fuga de datos {cuando lo creemos oportuno→en un plazo de 48 horas}.
es tracking weaker ? | Las cookies publicitarias se instalan {después de que las acepte→al abrir la página}.
es tracking weaker ? | + Esta página utiliza el píxel de seguimiento de Rastroviento.
es tracking stronger med | La cookie caduca a los {dos años→seis meses}.
es tracking stronger med | - Cookies de terceros miden la eficacia de nuestros anuncios.
es tracking weaker ? | + Los socios publicitarios instalan sus propias cookies cuando usted ve un vídeo.
es tracking stronger med | Nuestro sitio {utiliza→ya no utiliza} balizas web.
es tracking weaker ? | + Un píxel en nuestros correos nos indica cuándo los lee.
es controller neutral ? | El responsable del tratamiento es {Almendral, S.L.→Almendral Internacional, S.A.}
es controller neutral ? | + Hemos nombrado delegada de protección de datos a doña Inés Robledo.
es controller neutral ? | Almendral, S.L., con domicilio social en {calle Olmo 12, Sevilla→avenida del Puerto 4, Valencia}.
es controller neutral ? | Usted contrata con {Almendral, S.L.→Vientoclaro, S.A.}
es controller neutral ? | Sus datos son responsabilidad de {Manzanares Foods, S.A.→Manzanares Servicios, S.L.}
es controller neutral ? | Nuestro delegado de protección de datos es {don Raúl Ibarra→doña Marta Cifuentes}.
es disputes weaker ? | + Cualquier controversia se resolverá mediante arbitraje.
es disputes weaker ? | Nuestra responsabilidad se limita a {10.000 €→100 €}.
es disputes stronger med | - Usted renuncia a participar en acciones colectivas.
es disputes stronger med | {No respondemos→Respondemos} de los daños causados por nuestros proveedores.
es disputes weaker ? | Usted puede demandarnos {en el lugar de su domicilio→exclusivamente ante los juzgados de Barcelona}.
es disputes stronger med | Las acciones prescriben a los {seis meses→tres años}.
es disputes stronger med | {No nos hacemos→Nos hacemos} responsables de los errores de nuestros transportistas.
es payment weaker ? | Los importes abonados {→no }son reembolsables.
es payment weaker ? | + Se aplicará un recargo de 15 € por cada recibo devuelto.
es payment stronger med | Los intereses de demora son del {12 %→3 %}.
es payment stronger med | La suscripción {se renueva automáticamente→finaliza} al vencer el plazo contratado.
es payment weaker ? | El primer mes es {gratuito→a mitad de precio}.
es payment stronger med | El saldo no utilizado {se pierde→se le abona} al darse de baja.
es payment weaker ? | Los gastos de envío ascienden a {3,90 €→6,90 €}.
es account weaker ? | Podemos suspender su cuenta {en caso de fraude probado→por cualquier motivo}.
es account weaker ? | El cierre de una cuenta se comunica con {30→5} días de antelación.
es account stronger med | + Puede cancelar su cuenta en cualquier momento y sin coste.
es account stronger med | Las cuentas inactivas se eliminan {sin aviso→tras dos avisos}.
es account weaker ? | Podemos poner fin a su afiliación {con ocho semanas de preaviso→sin preaviso}.
es content weaker ? | Usted nos concede una licencia {revocable→irrevocable} sobre sus contenidos.
es content weaker ? | + Podemos modificar, traducir y sublicenciar las obras que publique.
es content stronger med | Usted {cede→conserva} los derechos de autor sobre sus textos.
es content stronger med | La licencia {subsiste tras→termina con} la eliminación del contenido.
es content weaker ? | Usted nos concede una licencia {no exclusiva→exclusiva} sobre sus recetas.
es conduct weaker ? | Los miembros {→no }pueden publicar enlaces a sus propias tiendas.
es conduct neutral ? | + Retiraremos los mensajes que no nos gusten.
es conduct neutral med | - Queda prohibido criticar nuestros productos.
es conduct stronger med | Cuando se retira una publicación, {no →}se comunica el motivo a su autor.
es conduct weaker ? | Los visitantes {pueden→ya no pueden} publicar comentarios anónimos.
es conduct stronger med | El autor de un comentario eliminado {no puede→puede} recurrir.
es change_notice weaker ? | Le avisaremos de los cambios {30→7} días antes de su entrada en vigor.
es change_notice weaker ? | Los cambios en esta política {se le notificarán por correo electrónico→se publicarán sin más en esta página}.
es change_notice stronger med | + Le informaremos de cualquier modificación de estas condiciones con un mes de antelación.
es change_notice stronger med | Podemos modificar estas condiciones {sin preaviso→solo con un preaviso de 60 días}.
es change_notice weaker ? | + No estamos obligados a anunciar los cambios de este aviso.
es change_notice stronger med | Las modificaciones surten efecto {de inmediato→un mes después de habérselas notificado}.
es change_notice stronger med | La nueva versión se publica en esta página{→ y se le envía dos semanas antes}.
es scope neutral ? | Esta política se aplica al sitio web{→, a la aplicación y a las tiendas}.
es scope neutral ? | + Estas condiciones no se aplican a los clientes profesionales.
es scope neutral ? | Por «servicios» se entienden nuestros cursos en línea{ y nuestras revistas impresas→}.
es scope neutral ? | - La presente política abarca también los sitios de nuestras filiales.
es scope neutral ? | Este aviso se refiere a las compras en tienda{→ y en nuestra web}.
es scope neutral ? | + Estas condiciones no rigen para los pedidos realizados desde fuera de España.
es other weaker ? | Garantizamos una disponibilidad del {99,9 %→99 %}.
es other weaker ? | El servicio técnico atiende {las 24 horas→de lunes a viernes de 9 a 17 horas}.
es other stronger med | El mantenimiento no interrumpirá el servicio más de {ocho→dos} horas al mes.
es other stronger med | + Nuestro sitio cumple las normas de accesibilidad.
es other weaker ? | Las incidencias de prioridad 1 se resuelven en {cuatro→doce} horas.
es other stronger med | El servicio de ayuda responde en español{→, en catalán y en lengua de signos}.
es ? ? med | - Podemos vender copias de las imágenes que suba.
es transfer weaker high | Las copias de seguridad están alojadas en {Suecia→Suecia y Sudáfrica}.
es retention stronger med | + Al cerrar la cuenta, sus datos se eliminan en un plazo de treinta días.
es tracking weaker high | Las cookies de análisis se instalan {solo si usted las acepta→salvo que usted las rechace}.
es tracking weaker high | Las cookies publicitarias se guardan {después de que usted consienta→a menos que usted se oponga}.
es disputes ? ? | Estas condiciones se someten a la ley {española→mexicana}.
es disputes ? ? | Se aplica el derecho {argentino→chileno}.
es payment weaker ? | La copia en papel {es gratuita→cuesta 12 euros}.
es payment weaker ? | El duplicado {no cuesta nada→cuesta veinte euros}.
es transfer weaker high | Nuestro equipo de soporte está en España{→ y en Colombia}.
es transfer weaker high | Sus solicitudes las atiende personal en Portugal{→ y en Marruecos}.
es sharing stronger med | + Nunca entregamos sus mensajes a las autoridades sin una orden judicial.
es retention weaker high | Cuando usted se va, {borramos→guardamos} sus mensajes{→ indefinidamente}.
es transfer weaker high | {No transferimos→Transferimos} sus datos fuera de la Unión Europea.
es transfer stronger med | Nuestro centro de llamadas, que trata sus pedidos, está en {Egipto y España→España}.
es security weaker ? | Las contraseñas {están→pueden estar} cifradas.
es security weaker ? | Las copias de seguridad {se cifran→pueden cifrarse}.
es sharing weaker high | + Vendemos listas de clientes a intermediarios.
es sharing weaker high | {Exigimos→No exigimos} una orden judicial antes de entregar datos a la policía.
es ? ? high | Mostramos publicidad personalizada {solo si usted da su consentimiento→salvo que usted se niegue}.
es disputes ? ? | Será competente la jurisdicción {española→argentina}.
es payment weaker ? | La primera copia {no tiene coste→cuesta 6 euros}.
es transfer weaker high | Nuestros agentes trabajan en España{→ y en Perú}.
es disputes weaker ? | - En caso de litigio puede acudir a la plataforma de resolución de litigios en línea.
es purpose weaker ? | - Su teléfono se utiliza únicamente para anunciar la entrega.
es ? weaker ? | Le informamos {antes→después} de entregar sus cartas a un tribunal.
es ? ? ? | Borramos {todos los→algunos} datos cuando usted cierra su cuenta.
es ? ? ? | Respondemos en un plazo de 30 días{→ hábiles}.
es scope ? ? | Estas normas se aplican a nuestras tiendas{→ y ferias}.
es scope neutral ? | Este reglamento vale para los particulares{→ y las asociaciones}.
es ? ? ? | El vendedor recibe su {número de teléfono→fecha de nacimiento}.
es ? ? ? | Las cookies de análisis están {desactivadas→activadas} al principio.
"""  # noqa: E501

# Not told as they should be yet.
MISSED = """
es collection stronger med | - Consultamos en registros públicos si usted es dueño de una casa.
es purpose weaker ? | Su fecha de cumpleaños se emplea para felicitarle{→ y para valorar su solvencia}.
es ai stronger med | La puntuación la calcula {un sistema de autoaprendizaje→un empleado}.
es security stronger med | Los expedientes en papel se guardan en armarios {abiertos→cerrados con llave}.
es controller neutral ? | Para cualquier duda, nuestra delegada de protección de datos, {la Sra. Vela→la Sra. Luna}, está a su disposición.
es account stronger med | + Antes del cierre de su cuenta puede exportar todos sus archivos.
es account weaker ? | Tres retrasos en el pago conllevan {un recordatorio→la eliminación de su cuenta}.
es content weaker ? | + Sus dibujos podrán imprimirse sin su autorización.
es conduct weaker ? | + Las opiniones que citen a nuestros competidores se quitan del sitio.
es other weaker ? | La línea de ayuda está abierta {siete→dos} días a la semana.
"""  # noqa: E501

# Edits of such sentences without effect.
QUIET = """
es sharing | {Compartimos su dirección→Su dirección se comparte} con la empresa de transporte.
es sharing | {Comunicamos→Facilitamos} su dirección a la empresa que entrega el pedido.
es sharing | {Damos→Proporcionamos} su dirección al servicio de paquetería.
es retention | Conservamos las facturas durante {diez→10} años.
es retention | Los registros se {eliminan→borran} a los 30 días.
es retention | {Tras el fin del contrato→Una vez terminado el contrato}, guardamos las facturas seis años.
es transfer | Sus datos se almacenan en {España y Francia→Francia y España}.
es transfer | Sus datos pueden transferirse a {Estados Unidos→EE. UU.}
es collection | Recogemos su {nombre y su dirección→dirección y su nombre}.
es collection | Recogemos {los siguientes datos: →}su nombre, su dirección y su número de teléfono.
es collection | {Al hacer un pedido→Cuando hace un pedido}, guardamos su nombre y su dirección.
es purpose | {Utilizamos→Usamos} sus datos para tramitar el pedido.
es purpose | Su correo nos sirve para {enviarle→remitirle} la confirmación del pedido.
es ai | No utilizamos sus contenidos para entrenar modelos de {IA→inteligencia artificial}.
es ai | Sus documentos no se utilizan para {entrenar→el entrenamiento de} nuestros modelos.
es legal_basis | La base jurídica es su consentimiento ({art. 6→artículo 6}.1.a del RGPD).
es legal_basis | {La base jurídica de este tratamiento es→Este tratamiento se basa en} el artículo 6.1.b del RGPD.
es rights | Usted {tiene derecho a→tiene el derecho de} solicitar una copia de sus datos.
es rights | Puede {contactar con nosotros→ponerse en contacto con nosotros} para que corrijamos sus datos.
es rights | {Escríbanos→Basta con escribirnos} si desea oponerse.
es children | Nuestro servicio no está {dirigido→destinado} a niños.
es security | Todas las {conexiónes→conexiones} con nuestros servidores están cifradas.
es security | {Utilizamos→Empleamos} el cifrado para proteger sus datos.
es security | {Nuestros locales están cerrados por la noche→Por la noche nuestros locales están cerrados}.
es tracking | {Utilizamos→Usamos} cookies para recordar su cesta.
es tracking | Este sitio utiliza {cookies→Cookies}, pequeños archivos que se guardan en su dispositivo.
es tracking | Puede {rechazar→bloquear} las cookies en su navegador.
es controller | El responsable del tratamiento {es→será} Almendral, S.L.
es controller | {Responsable del tratamiento:→El responsable del tratamiento es} Manzanares Foods, S.A., calle del Canal 5, Zaragoza.
es disputes | El contrato {se rige por→está sujeto a} la ley española.
es disputes | El contrato se rige por {la ley española→la legislación española}.
es disputes | Si una {disposición→cláusula} es nula, las demás siguen vigentes.
es payment | La suscripción cuesta {9,00 €→9 €} al mes.
es payment | Todos los precios {incluyen→llevan incluido} el IVA.
es account | {Debe→Tiene que} elegir una contraseña para su cuenta.
es account | Usted es responsable de mantener {secreta→en secreto} su contraseña.
es account | Puede {crear→abrir} una cuenta en nuestro sitio.
es content | Usted nos {otorga→concede} una licencia sobre sus fotos.
es content | Usted {conserva→mantiene} todos los derechos sobre sus contenidos.
es conduct | {Está→Queda} prohibido enviar spam.
es conduct | Los usuarios no {deben→deberán} publicar contenidos ilícitos.
es conduct | No {insulte→debe insultar} a otros miembros.
es change_notice | Le {informaremos→avisaremos} de los cambios por {correo electrónico→e-mail}.
es change_notice | Podemos {modificar→cambiar} esta política de vez en cuando.
es scope | Esta política {se aplica→es aplicable} a nuestro sitio y a nuestra aplicación.
es scope | {Esta política describe→En esta política describimos} cómo tratamos sus datos.
es other | Nuestro equipo {estará encantado de responder→responderá con gusto} a sus preguntas.
es other | Si tiene {alguna duda→dudas}, escriba a nuestro servicio de atención al cliente.
es payment | El duplicado cuesta {veinte euros→20 euros}.
es security | {Ciframos todas las copias→Todas las copias son cifradas por nosotros}.
es retention | {Conservamos las facturas durante diez años→Las facturas se conservan durante 10 años}.
es legal_basis | Cumplimos el Reglamento General de Protección de Datos{→ (RGPD)}.
es retention | Los registros se borran a los 30 {días. Las→días y las} facturas se guardan diez años.
"""  # noqa: E501

# Such edits that are told all the same.
WOKEN = """
es children | Los {niños menores de→menores de} 14 años no pueden registrarse.
es payment | Las facturas {son pagaderas→deben pagarse} en 30 días.
"""
