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
`)
