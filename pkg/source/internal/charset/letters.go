package charset

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// language is what texts in a language look like: which letters follow one
// another, taken from names and from the words of headers. They are read when an
// encoding is guessed.
type language struct {
	text    string
	once    sync.Once
	pairs   map[[2]rune]bool // letters beside one another, in small letters; 0 is the edge of a word
	letters map[rune]bool
	latin   bool
	// marked is set if a tone follows its letter as a character, as in windows-1258.
	marked bool
}

func newLanguage(text string) *language { return &language{text: text} }

// read takes the text apart.
func (l *language) read() {
	l.pairs, l.letters = map[[2]rune]bool{}, map[rune]bool{}
	if l.marked {
		l.text += " " + apartTones(l.text)
	}
	for w := range strings.FieldsSeq(l.text) {
		before := rune(0)
		for _, r := range w {
			r = unicode.ToLower(r)
			l.pairs[[2]rune{before, r}] = true
			l.letters[r] = true
			before = r
		}
		l.pairs[[2]rune{before, 0}] = true
		l.latin = l.latin || w[0] < 0x80
	}
}

// apartTones returns Vietnamese text with tones as separate characters after their letters, as
// windows-1258 writes most of them.
func apartTones(text string) string {
	var b strings.Builder
	for _, r := range text {
		tone, letter := rune(0), []rune(nil)
		for _, part := range norm.NFD.String(string(r)) {
			switch part {
			case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
				tone = part
			default:
				letter = append(letter, part)
			}
		}
		b.WriteString(norm.NFC.String(string(letter)))
		if tone > 0 {
			b.WriteRune(tone)
		}
	}
	return b.String()
}

// The languages by which encodings are told apart.
var (
	western = []*language{
		newLanguage(`Müller Jürgen Jörg Günther Grün Größe Straße Weiß Groß Köln München Düsseldorf Würzburg Österreich Böhm Schäfer Jäger Käthe Bär Häuser Zürich Löwe Höfer König Schröder Krüger Übel Öztürk Änderung Äpfel Fuß Preußen Süß Bürger früh für über Hübner Möller Vögel Gebäude Rückruf Kündigung Lübeck Göttingen Nürnberg Tübingen Lörrach Bäcker Fröhlich Geßner Voß Heß`),
		newLanguage(`André René Hélène Chloé Zoë François Françoise Noël Joël Gaël Anaïs Loïc Maëlle Benoît Jérôme Éric Émile Élodie Élise Étienne Amélie Aurélie Léa Théo Cécile Frédéric Stéphane Stéphanie Mélanie Valérie Irène Eugène Michèle Danièle prénom téléphone numéro société code postal adresse région département Orléans Nîmes Besançon Hélas Légère garçon façade maître hôtel côté Côte Bénédicte Désirée Rhône Île Benoît Crépeau Lefèvre Lévêque Châtelet Bélanger Québec Montréal Trois-Rivières Gagné Côté Hébert Ève père élève forêt être où août goût Geneviève Gisèle œuvre cœur Lætitia`),
		newLanguage(`José María Jesús Ángel Álvaro Óscar Íñigo Úrsula Núñez Muñoz Ibáñez Peña Gómez López Pérez García Martínez Rodríguez Hernández González Sánchez Ramírez Álvarez Gutiérrez Díaz Jiménez Vázquez Suárez Méndez Ordóñez Nuñez Begoña Iñaki España Señor año niño teléfono dirección código teléfono móvil país Málaga Córdoba Cádiz León Bogotá Medellín Perú México Adrián Andrés Inés Mónica Verónica Raúl Saúl Lucía Sofía Rocío Julián Martín Tomás Agustín Efraín Héctor Víctor Belén Germán Nicolás Rubén Simón Zoé Agüero Güemes pingüino`),
		newLanguage(`João São José António Luís Inês Conceição Gonçalves Simões Magalhães Guimarães Falcão Leitão Mourão Brandão Assunção Araújo Gusmão Tomé Sebastião Estêvão Mônica Flávio Cláudia Vitória Patrícia Márcia Antônio Otávio Fábio Júlia Lúcia Luísa Moçambique endereço código telefone número região ação não coração mãe irmã avó avô você três Zé Íris Évora Óbidos Setúbal Goiânia Brasília Ceará Paraná Maceió Belém Florianópolis`),
		newLanguage(`Åsa Björn Göran Jönsson Sjöberg Öberg Håkan Mårten Kjær Bjørn Søren Jørgen Øystein Ødegård Åge Æres Bærum Tromsø København Århus Ålesund Sørensen Jørgensen Pål Bård Sæther Tønsberg Grønn Malmö Göteborg Västerås Örebro Växjö Ängelholm Märta Pär Nyström Sjögren Lindström Söder Åberg Håkansson Håland Stål Bø Mikkelsen Brøndby Skærbæk Mäkinen Hämäläinen Jäämeri Pöyry Järvinen Ylönen Mäki Heikkilä Lähde Sääski Töölö Þór Jón Guðrún Sigurður Ragnheiður Þóra Björk Hólmfríður Ægir Ásta Óli Kópavogur`),
		newLanguage(`Città Nicolò Forlì Cantù perché più così società attività indirizzo città sarà lunedì Niccolò Mercé Zoé Renée Loïs Daniël Michaël Rafaël Joëlle Zoë België Coördinator één geïnteresseerd Curaçao Noëlle Désiré André Chloë Seán Síle Róisín Niamh Ciarán Órla Áine Éamon Máire Pádraig Siobhán Tomás Llŷr Siân Jürgen`),
		newLanguage(`Šimon Žák Žanna Štefan Šárka Žofia Lœtitia Œuvre œuvre sœur tšekki šakki džonki Žižek Dušan Aleš`),
	}
	central = []*language{
		newLanguage(`Łukasz Paweł Michał Wojciech Grażyna Małgorzata Agnieszka Stanisław Bogusław Mirosław Zdzisław Józef Gołębiewska Wiśniewski Kowalczyk Dąbrowski Zieliński Wójcik Kozłowski Jabłoński Kamiński Szymański Woźniak Grabowski Król Wróbel Górski Żak Łódź Kraków Poznań Gdańsk Wrocław Świętochłowice Częstochowa Białystok Rzeszów Toruń Źródło Śląsk Ćwik Ósma imię nazwisko ulica numer telefon komórka miejscowość kod województwo płeć zgoda państwo Ewa Błażej Łucja Zofię pięć dziękuję świat źdźbło Sędzia Jędrzej Przemysław Władysław Wałęsa Lech Żółtowski Ślusarz Mazurkiewicz Pająk Krawczyk`),
		newLanguage(`Jiří Řehoř Čech Dvořák Novák Svoboda Černý Procházka Kučera Veselý Horák Němec Pokorný Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kříž Kratochvíl Kopecký Šimek Šťastný Žižka Ondřej Tomáš Lukáš Matěj Vojtěch Štěpán Zdeněk Jaroslav Miloš Aleš Luboš Růžena Kateřina Věra Jiřina Eliška Tereza Anežka jméno příjmení ulice město telefon Plzeň Olomouc Hradec Králové Děčín Ústí České Budějovice Žďár souhlas země číslo Ľubomír Ľuboš Štúr Košice Žilina Nováková Kováč Hudák Šťava Ďurica Ňaďa kŕč vŕba mäso Dušan Želmíra Čapek`),
		newLanguage(`Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Takács Juhász Lakatos Mészáros Oláh Simon Rácz Fekete Szilágyi Török Fehér Balázs Gál Kis Szűcs Kocsis Orsós Pintér Fodor Szalai Sipos Magyar Lukács Gulyás Biró Király Katona László Bogdán János József István Zoltán Sándor Gábor Tamás Péter Attila Erzsébet Ildikó Győző Győr Jenő Ernő Dezső Ágnes Éva Ödön Ükős Őze Űr Íves Óbuda tűz fű nő erdő utca város telefonszám név cím vezetéknév keresztnév hozzájárulás Debrecen Székesfehérvár Kőszeg Gödöllő Kecskemét Lőrincz Bartók Szőke`),
		newLanguage(`Đorđe Đurić Milošević Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Stanković Pavlović Kovačević Horvat Babić Marić Novak Jurić Knežević Vuković Božić Šimić Tomić Matić Šarić Živković Žižek Ćiro Čović Dvoržak Ivanišević Gašper Žan Tjaša Špela Matjaž Krešimir Željko Šime Anđela Češko grad ulica država ime prezime županija općina Šibenik Čakovec Požega Ljubljana Škofja Črnomelj Kočevje`),
		newLanguage(`Ștefan Ţepeş Țepeș Şerban Mădălina Ionuț Ionuţ Constanţa Constanța Iaşi Iași Timişoara Braşov București Bucureşti Popescu Ionescu Brătianu Vlăduţ Cătălin Răzvan Bogdăneşti Mănăstire Ştefănescu Mureş Argeş Târgu Câmpina Mânzat Râmnicu Vâlcea Băsescu Dănilă Ciucă Rădulescu Dumitrașcu prenume nume telefon oraş adresă județ judeţ țară ţară Înalt învăţ stradă număr Pârvu`),
	}
	turkish    = []*language{newLanguage(`Ayşe Şule Şahin Öztürk Yıldız Yılmaz Çelik Özdemir Kılıç Aydın Doğan Arslan Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Güneş Aksoy Bulut Tekin Taş Aslan Güler Yavuz Işık Avcı Sarı Çetin Gülşen Uğur Oğuz Tuğba Gökhan Çağrı Çağla Ömer İbrahim İsmail İstanbul İzmir Diyarbakır Eskişehir Muğla Ağrı Iğdır Şırnak Aydın Balıkesir soyadı adı telefon şehir ülke doğum kayıt ığdır Barış Nurşen Müge Hülya Tülay Gül Bülent Cüneyt Kadıköy Beyoğlu Üsküdar Çankaya`)}
	vietnamese = []*language{{marked: true, text: `Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Đoàn Trịnh Trương Lâm Phùng Mai Tô Hà Tạ Thị Văn Hữu Đức Minh Anh Hùng Dũng Tuấn Thắng Quốc Khánh Hải Sơn Tùng Việt Hoà Hòa Thuý Thúy Thủy Hương Hường Hằng Hạnh Hiền Hiếu Hậu Loan Liên Ngọc Bích Phượng Phương Quỳnh Thảo Trúc Tuyết Vân Yến Xuân Mỹ Nhật Nga Nhung Như Ý Ánh Ân Bảo Bình Chí Công Cường Duy Đạt Giang Kiệt Kiều Long Lộc Lợi Mạnh Nghĩa Phát Phúc Phước Quý Quyền Sỹ Tài Tâm Tấn Thành Thịnh Thiện Thọ Tiến Tín Toàn Trí Triều Trọng Trường Tú Vinh Vĩnh họ và tên đệm địa chỉ điện thoại số di động thành phố tỉnh quận huyện phường xã đường mã bưu chính quốc gia ghi chú đồng ý từ chối không có gọi đừng được muốn ngày sinh giới tính công ty chức vụ thư điện tử trạng thái nguồn khách hàng liên hệ hủy đăng ký Hà Nội Hồ Chí Minh Đà Nẵng Hải Phòng Cần Thơ Huế Nha Trang Đồng Nai Bình Dương Vũng Tàu Quảng Ninh Nghệ An Thừa Thiên Đắk Lắk Lạng Sơn Bến Tre Tiền Giang Sóc Trăng Bạc Liêu Cà Mau`}}
	baltic     = []*language{newLanguage(`Jānis Bērziņš Kārlis Ozoliņš Liepiņa Krūmiņš Zariņš Ķēniņš Ģirts Ļubova Ņina Šķēle Žanis Čaks Ēriks Ūdris Īve Āboliņš Rīga Jūrmala Vārds Uzvārds Tālrunis Adrese pilsēta Andžela Jūratė Rūta Giedrė Šarūnas Žydrūnas Čepaitė Ąžuolas Ęžys Įvairus Ųsas Ūkas Kęstutis Jūras Vėjas Šiauliai Klaipėda Panevėžys vardas pavardė telefonas miestas Õnne Pärnu Jõgeva Võru Tõnu Mäe Ülo Jüri Tšehhov Žukov perekonnanimi eesnimi`)}
	russian    = []*language{
		newLanguage(`Иванов Иван Иванович Петров Пётр Сергей Сергеевич Алексей Андрей Александр Дмитрий Михаил Николай Владимир Юрий Евгений Олег Игорь Виктор Анатолий Мария Анна Елена Ольга Наталья Наталия Екатерина Ирина Татьяна Светлана Людмила Галина Юлия Анастасия Дарья Ксения Смирнов Кузнецов Попов Васильев Соколов Михайлов Новиков Фёдоров Федоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеева Кузьмин Фролов Александрова Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков Колесников Гончаров Емельянов Никифоров Грачёв Котов Гришин Ефремов Архипов Громов Кириллов Малышев Панов Моисеев Румянцев Акимов Кондратьев Бирюков Горбунов Анисимов Ерёмин Тихомиров Галкин Лукьянов Михеев Скворцов Юдин Белоусов Нестеров Симонов Прокофьев Харитонов Князев Цветков Левин Митрофанов Воронов Аксёнов Софронов Мальцев Логинов Горшков Савин Краснов Майоров Демидов Елисеев Рыбаков Сафонов Плотников Демин Хохлов Фадеев Молчанов Игнатов Литвинов Ершов Ушаков Дементьев Рябов Мухин Калашников Леонтьев Лобанов Кузин Корнеев Евдокимов Бородин Платонов Некрасов Балашов Бобров Жданов Блинов Игнатьев Коротков Муравьёв Крюков Беляков Богомолов Дроздов Лавров Зуев Петухов Ларин Никулин Серов Терентьев Зотов Устинов Фокин Самойлов Константинов Сахаров Шишкин Самсонов Черкасов Чистяков Носов Спиридонов Карасёв Авдеев Воронцов Зверев Имя Фамилия Отчество Телефон Адрес Город Улица Дом Москва Санкт Петербург Новосибирск Екатеринбург Нижний Новгород Казань Самара Омск Челябинск Ростов Уфа Красноярск Пермь Воронеж Волгоград мобильный номер согласие отказ звонить не да нет компания организация примечание дата рождения почта клиент область край район индекс страна Россия комментарий`),
		newLanguage(`Шевченко Олександр Сергій Андрій Юрій Володимир Микола Василь Іван Петро Михайло Дмитро Олексій Євген Ігор Олена Оксана Наталія Ірина Тетяна Марія Юлія Ганна Надія Ковальчук Бондаренко Ткаченко Кравченко Олійник Шевчук Коваль Поліщук Бондар Ткачук Марченко Лисенко Мороз Руденко Петренко Київ Львів Харків Одеса Дніпро Запоріжжя Вінниця Чернівці Ім'я Прізвище Місто Вулиця згода Україна Їжак Єва Ґалаґан`),
		newLanguage(`Георги Димитър Христо Стоян Петър Йордан Пламен Красимир Цветан Ангел Мария Елена Иванка Стефка Надежда Цветанка Пенка Иванов Георгиев Димитров Петров Николов Христов Стоянов Тодоров Ангелов Васил Българи София Пловдив Варна Бургас Русе Стара Загора Плевен Име Фамилия Телефон Град съгласие държава България ъгъл`),
	}
	greek            = []*language{newLanguage(`Γιώργος Γεώργιος Κώστας Κωνσταντίνος Δημήτρης Δημήτριος Ιωάννης Γιάννης Νίκος Νικόλαος Παναγιώτης Βασίλης Χρήστος Αθανάσιος Μιχάλης Ευάγγελος Σπύρος Σπυρίδων Αντώνης Αναστάσιος Θεόδωρος Ανδρέας Στέφανος Μαρία Ελένη Αικατερίνη Κατερίνα Βασιλική Σοφία Αγγελική Γεωργία Δήμητρα Ιωάννα Ευαγγελία Χριστίνα Άννα Παπαδόπουλος Παπαδοπούλου Νικολάου Γεωργίου Οικονόμου Παπανικολάου Καραγιάννης Βλάχος Ιωαννίδης Αντωνίου Χατζής Αλεξίου Λεωφόρος Όνομα Επώνυμο Ονοματεπώνυμο Τηλέφωνο Κινητό Διεύθυνση Πόλη Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα Χανιά Ρόδος Κέρκυρα Ελλάδα ναι όχι συγκατάθεση σημειώσεις ηλικία Ύδρα Έλενα Ήρα Ώρα ψυχή ξένος ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΣ ΜΑΡΙΑ ΑΘΗΝΑ ΝΙΚΟΛΑΟΣ`)}
	hebrew           = []*language{newLanguage(`משה יוסף דוד אברהם יעקב יצחק שמואל חיים אליהו אהרון שלמה מאיר רפאל דניאל אורי אבי רון גיל עמית איתן נועם יונתן אריאל עידן שרה רבקה רחל לאה מרים אסתר חנה דינה רות יעל מיכל תמר נועה שירה הילה ענת אורית כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן מלכה אזולאי כץ יוסף דוד עמר אוחיון חדד גבאי שם פרטי משפחה טלפון נייד כתובת עיר רחוב ירושלים תל אביב חיפה באר שבע נתניה אשדוד הסכמה הערות מספר מיקוד ישראל כן לא להתקשר צבי סוף קץ שפירא גולן עופר טל טלי טליה שטרן שטיין גרין רוזן וייס ברק נדב גלעד רועי עומר אלון ליאור עדי מאיה שני חמו בן צור רז פלד שחר אילן תומר אסף הדר ברגר קפלן שרון חזן עזרא נחום סבג דיין`)}
	arabic           = []*language{newLanguage(`محمد أحمد علي حسن حسين محمود إبراهيم عبد الله عبدالله الرحمن عمر خالد يوسف سعيد مصطفى سالم ناصر فهد سلطان طارق كريم جمال سمير عادل وليد هشام ياسر ماجد فاطمة عائشة مريم زينب خديجة سارة نور هدى ليلى منى سعاد أمينة نادية ريم هند سلمى العربي المصري الشريف الحسن السيد القاهرة الرياض جدة دبي أبو ظبي عمان بيروت دمشق بغداد الكويت الدوحة تونس الجزائر الرباط الاسم اللقب الهاتف الجوال العنوان المدينة رقم البريد ملاحظات موافقة نعم لا الدولة الأول العائلة شارع غير صالح قاسم ضياء ظافر ثامر شيماء ذكي`)}
	thai             = []*language{newLanguage(`สมชาย สมหญิง สมศักดิ์ วิชัย มาลี ประเสริฐ สุชาติ อนันต์ สมบัติ ณัฐพล กิตติ ธนากร ปิยะ นภา วรรณา สุดา อรุณ พรทิพย์ จันทร์ ศรี รัตนา กาญจนา วันเพ็ญ อำนวย บุญมี แก้ว ทอง สุวรรณ ใจดี รักษา เจริญ พงษ์ ชื่อ นามสกุล โทรศัพท์ มือถือ เบอร์ ที่อยู่ เมือง จังหวัด อำเภอ ตำบล รหัสไปรษณีย์ อีเมล บริษัท หมายเหตุ ยินยอม ใช่ ไม่ใช่ ไม่ โทร กรุงเทพ เชียงใหม่ ภูเก็ต ขอนแก่น นครราชสีมา ชลบุรี สงขลา ประเทศไทย วันเกิด เพศ ชาย หญิง ลูกค้า ถนน ซอย`)}
	japaneseRunes    = `佐藤鈴木高橋田中伊渡辺山本村小林加吉斎松井清水崎阿部森池石川前岡長谷近後坂遠青西福太三浦原野金竹内上藤島谷河口今宮中丸武杉新工横大塚千葉久保菅平市安永増柴岩菊木桜荒関柳秋五十嵐東氏名姓電話番号住所都道府県市区町備考会社部署男女性別生年月日同意希望不可有無東京京都阪神奈横浜名古屋札幌福岡仙台広島太郎花子一二郎美子恵由紀真智直樹健翔陽葵結衣さくらはるとゆいひなたあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポャュョッー・`
	simplifiedRunes  = `王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建国华红小玲志鹏宇浩然子轩欣怡雨梓涵姓名电话手机号码地址城市省市区县邮编备注公司联系人性别男女出生日期同意拒绝不是否北京上海广州深圳天津重庆成都武汉杭州南京西安中国客户编号邮箱`
	traditionalRunes = `陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊江呂何羅高蕭潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯孫魏翁戴范宋方鄧杜傅侯曹溫薛丁馬蔣唐卓藍馮姚石董紀歐程連古汪湯姜田康鄒白涂尤巫韓龔嚴袁志明俊傑建宏家豪淑芬美玲雅婷怡君佳穎惠雯宜蓁冠宇承恩宗翰姓名電話手機號碼地址城市縣區郵遞備註公司聯絡人性別男女生日同意拒絕不是否台北新竹臺中高雄香港九龍灣仔台灣客戶編號電郵`
	koreanRunes      = `김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부민준영호수희미혜숙자순옥재상철동훈성욱태규환석형일광병대승우빈아라름하늘별솔빛보람슬기다윤채린율시후건름전화번호주소연락처휴대폰핸드폰성명우편도시군읍면동로길서울산대구인천광주울세종경기강원충북남전라제특별광역메모비고회사고객동의거부안함예아니오남여생년월일`
)
