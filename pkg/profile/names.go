package profile

// firstNames are first names that are frequent in the countries lists come
// from, in small letters: enough of them that a column of first or full names
// shows, however its header reads. Names that are also frequent cities, months
// or words are left out.
var firstNames = wordSet(`
james robert john michael david william richard joseph thomas christopher charles daniel matthew anthony mark donald
steven andrew paul joshua kenneth kevin brian timothy ronald jason george edward jeffrey ryan jacob nicholas gary eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter christian keith roger terry
austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert
willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene ben tom tim bob jim mike dave
steve chris matt dan sam alex nick greg ken ron tony fred ted josh louis howard victor martin craig stanley leonard
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen
angela shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia
heather helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah
andrea megan cheryl jacqueline madison teresa abigail sophia martha sara gloria janice kathryn ann isabella judy
charlotte julia grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla
alexis doris lori tiffany jane kate anne lucy sue jenny robin leah shelley zoe chloe mia ava ella lily amelia isla
freya poppy daisy rosie holly molly oliver harry charlie leo oscar archie alfie theo freddie finley hugo simon stuart
graham nigel trevor derek colin ian neil gareth alistair fiona gillian hazel heidi joanne tracey lorraine maureen
hans klaus jürgen juergen wolfgang peter michael werner horst günter guenter manfred dieter uwe bernd rainer stefan
andreas thomas matthias markus christoph sebastian tobias florian felix lukas jonas maximilian leon finn paul moritz
philipp jan niklas fabian dominik johannes jens sven torsten frank ralf oliver karl friedrich heinrich ernst otto
ursula monika petra sabine renate helga karin brigitte ingrid erika christa gisela claudia susanne gabriele birgit
heike angelika silke anja katrin kathrin nicole tanja julia sandra katharina lena laura leonie marie sophie johanna
greta theresia angie anke ulrike jutta martina
jean pierre michel andré andre philippe alain bernard jacques françois francois nicolas laurent christophe julien
sébastien sebastien olivier thierry pascal éric frédéric frederic stéphane stephane guillaume antoine mathieu clément
lucas hugo louis théo nathan camille léa lea manon chloé inès nathalie isabelle sylvie françoise monique valérie
valerie sandrine sophie aurélie aurelie céline celine émilie emilie élodie elodie julie pauline claire hélène helene
fanette
antonio josé manuel francisco juan carlos javier miguel ángel angel rafael fernando pedro luis jorge alberto alejandro
diego sergio pablo andrés andres ramón ramon enrique vicente raúl raul álvaro alvaro óscar iván ivan rubén ruben
maría carmen josefa isabel dolores pilar teresa ana francisca antonia lucía lucia paula marta elena cristina beatriz
rosa raquel silvia patricia mercedes rocío rocio guadalupe margarita verónica veronica gabriela daniela valentina
camila sofía sofia ximena mariana fernanda adriana alejandra
joão joao pedro tiago rui nuno paulo marcos lucas mateus matheus gustavo felipe rodrigo thiago bruno leandro eduardo
ricardo márcio marcio renato fábio fabio vinícius caio inês ines catarina mariana beatriz matilde juliana fernanda
aline larissa bruna letícia leticia vanessa luciana simone
marco giuseppe giovanni mario luigi roberto stefano alessandro andrea francesco matteo lorenzo davide simone luca
riccardo federico giorgio paolo massimo vincenzo salvatore angelo domenico gianluca chiara giulia francesca alessia
martina federica valentina silvia elisa giorgia sara paola laura anna rosa giovanna lucia angela
jan johan pieter willem hendrik cornelis kees henk gerrit dirk wouter jeroen bas sander maarten thijs daan sem bram
lars ruud marieke sanne anouk femke lieke fleur eva lotte inge wilma ans corrie annemarie
ole lars nils erik anders johan mikael björn bjorn olof gustav henrik søren soren jens mette anne kirsten ingrid astrid
piotr krzysztof andrzej tomasz paweł pawel jan michał michal marcin anna maria katarzyna małgorzata malgorzata agnieszka
mohammed muhammad ahmed ali omar hassan fatima aisha khadija yusuf ibrahim
raj rahul amit sanjay vijay anil suresh ramesh priya anita sunita neha pooja kavita
wei li ming hiroshi takashi kenji yuki sakura minh linh
estelle marguerite mildred gladys edna eleanor eloise harriet henrietta irene josephine lois louise lucille mabel maxine nadine naomi norma
paulette phyllis priscilla roberta rosemary roxanne sylvia thelma vera vivian wanda yvonne yolanda bernadette bernice bertha bessie
bonnie carla carrie cassandra cecilia celeste charlene clarissa claudette constance cora cordelia daphne darlene deanna delores desiree
dora edith elaine eileen ellen elsie erin esther eunice felicia francine geraldine gertrude gwendolyn ida imogene inez jacquelyn janelle janis
jeanette jillian joann josie juanita kara kari katelyn kathy katie kristen kristin kristina kristy latoya lenora leslie lillian lindsay
lindsey lola loretta lorna lynette marcia marian marianne marjorie marla marlene marsha maya meghan melanie melinda meredith miriam mona muriel
myra myrtle nina nora olga peggy rachael ramona regina rhonda rita rochelle rosalie rosalind rosalyn sally shannon sheila sherri sherry
sonia stacey stacy stella suzanne tabitha tamara tammy tanya tina tonya traci trudy velma verna vicki vicky viola wendy wilma winifred yvette
abraham adrian alfonso alfred alvin amos armando arnold barry bert brad brent brett byron calvin cedric cesar chad chester clarence clifford
clifton clyde cody corey cornelius cory darius darnell darrell darren darryl demetrius derrick devin dominic donnie doug duane dustin dwayne
dwight eddie edgar edmund edwin elliott elmer emmanuel emmett ernest ernesto everett floyd freddy frederick garrett garry geoffrey gilbert
guillermo hector herbert herman hubert ignacio isaac isaiah jaime jake jared jeff jeremiah jermaine jerome jimmie jimmy joel johnathan
johnnie johnny jonathon julian julio julius kelvin kirk kurt lamar leland leroy lester levi lonnie lowell luke luther lyle malcolm marc marcus
marlon marvin mathew maurice melvin milton moses nathaniel norman orlando orville otis pete phil quentin ray reginald ricky robbie roderick
rodney rodolfo roland ronnie rudolph rudy rufus salvador sammy saul sidney sylvester terrence terrance theodore travis troy tyrone vernon
virgil wendell wesley wilbert wilbur wilfred willard woodrow
agustín agustin alicia araceli arturo benito carlota consuelo emilio esteban eugenia fabiola gerardo gilberto graciela hernán hernan humberto
jesús jesus joaquín joaquin julián lorena lourdes luisa manuela marcela marisol maribel martín mauricio moisés mónica monica montserrat noelia
nuria osvaldo rogelio rosario susana tomás víctor viviana zulema
antonella aurelio bianca carlo carmela caterina cinzia claudio concetta daniele donatella emanuele enrico enzo ettore eugenio fabrizio filippo
gabriella gaetano gennaro gianni gino giacomo graziella ilaria ivana leonardo letizia liliana loredana luana maddalena marcello mariella
maurizio michele mirella mirko nadia nicola nicoletta ornella patrizia piero pietro raffaele raffaella renzo sabrina serena silvana silvio
simona stefania tiziana tommaso ugo umberto valeria valerio vittoria vittorio
adèle agnès alexandre anaïs arnaud benoît benoit bertrand cécile cecile chantal christelle christiane colette corinne damien delphine denis
didier dominique élise elise emmanuelle étienne etienne fabrice fabienne fanny franck gaëlle gaelle geneviève genevieve georges gérard
gilles ginette gisèle hervé herve jeanne jérôme joël josette laetitia lionel loïc loic lucie lucien ludovic madeleine magali marcel margaux
marion martine maud maxime mélanie mireille noémie odette odile raphaël rémi remi renée rené romain solange stéphanie sylvain thibault
thibaut valentin virginie xavier yann yannick yves
ahmet ayşe burak elif emre fatma hakan hüseyin hülya kemal mehmet murat mustafa osman selin serkan zeynep
aleksandr alexei anastasia andrei boris dmitri dmitry ekaterina galina igor irina ksenia larisa lyudmila mikhail natalia natasha nikolai
oksana oleg pavel sergei sergey svetlana tatiana tatyana vladimir yulia yuri
jiří jaroslav jitka lenka lukáš marek miroslav ondřej petr radek stanislav tereza tomáš zdeněk zuzana bożena ewa grzegorz halina jadwiga jakub
janusz jerzy joanna kamil leszek magdalena mariusz ryszard stanisław sylwia wojciech zbigniew zofia attila balázs ferenc gábor ildikó istván
jános katalin lászló sándor zoltán zsuzsanna bogdan cristian gheorghe ioana mihai mihaela radu vasile dimitris giorgos eleni katerina kostas
nikos panagiotis vasilis yannis
aino antti eero heikki juha jukka mika mikko minna pekka päivi tuomas agneta arne birger bodil elin elsa gunnar göran kjell knut linnea
lennart margareta ragnhild sigrid stig torbjörn ulf ulla annelies bart gijs hanneke ilse joost koen luuk margriet marloes michiel nienke
rianne saskia stijn willemijn
abdullah adebayo adewale amina arjun asif bilal chiamaka chidi chinedu deepak dinesh emeka fatou fatoumata folake ganesh hamza hussein ifeoma
imran ismail jamal karim kofi kwame lakshmi leila mahmoud mamadou manoj moussa ngozi nkechi oluwaseun ousmane pradeep rajesh rakesh ravi
rashid rohan salma samir sanjeev shreya sunil tariq vikram vinod yasmin youssef zainab thuy
александр алексей анатолий андрей антон аркадий арсений артём артем богдан борис вадим валентин валерий василий виктор виталий владимир владислав вячеслав геннадий георгий
глеб григорий даниил денис дмитрий евгений егор иван игорь илья кирилл константин леонид максим марат михаил никита николай олег павел пётр петр роман руслан семён семен
сергей станислав степан тимур фёдор федор юрий ярослав александра алина алла анастасия анна валентина валерия варвара вера вероника виктория галина дарья диана евгения
екатерина елена елизавета жанна зинаида зоя инна ирина карина кристина ксения лариса лидия людмила маргарита марина мария надежда наталья наталия нина оксана ольга полина
раиса светлана софия софья тамара татьяна юлия яна олександр олексій андрій дмитро євген іван ігор микола михайло олег павло петро сергій тарас юрій ярослав ганна
ірина катерина марія наталія оксана олена ольга світлана тетяна юлія георги димитър иван йордан николай петър стефан стоян христо елена мария милица милош драган зоран јелена јован марко никола
αθανάσιος αλέξανδρος ανδρέας αντώνης βασίλης γεώργιος γιάννης γιώργος δημήτρης δημήτριος ευάγγελος ηλίας ιωάννης κωνσταντίνος κώστας μανώλης μιχάλης νικόλαος νίκος παναγιώτης
παύλος πέτρος σπύρος στέλιος χρήστος αγγελική αικατερίνη αλεξάνδρα άννα βασιλική γεωργία δήμητρα ειρήνη ελένη ευαγγελία ιωάννα κατερίνα μαρία παναγιώτα σοφία χριστίνα
`)
