package header

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Headers in Russian, Ukrainian, Polish, Czech, Greek, Turkish, Swedish, Danish,
// Norwegian, Finnish, Hungarian, Romanian, Arabic, Hebrew, Chinese, Japanese and
// Korean are read by the beginnings of their words, or, where no spaces keep words
// apart, by parts. Refusals come first: a column of them that nobody reads is
// dialed.

// beginnings are beginnings of words that identify a header. "_" stands for a space or an end;
// "=" in front asks for the whole header.
type beginnings struct {
	text string
	once sync.Once
	list []string
	// others are those with letters of other scripts than Latin.
	others func() []string
}

func beginningsOf(text string) *beginnings { return &beginnings{text: text} }

// read splits the text when a header is first compared with it.
func (b *beginnings) read() {
	var others []string
	for w := range strings.FieldsSeq(b.text) {
		if isElsewhere(w) {
			others = append(others, w)
		} else {
			b.list = append(b.list, beginning(w))
		}
	}
	b.others = sync.OnceValue(func() []string {
		for i, w := range others {
			others[i] = beginning(w)
		}
		return others
	})
}

// beginning returns the form that in looks for.
func beginning(w string) string {
	whole := strings.HasPrefix(w, "=")
	end := strings.HasSuffix(w, "_")
	w = unaccented(strings.Trim(strings.ReplaceAll(w, "_", " "), "= "))
	if !isUnspaced(w) || whole {
		w = " " + w
	}
	if whole || end {
		w += " "
	}
	if whole {
		w = "=" + w
	}
	return w
}

// isElsewhere reports whether a text has a letter of another script than Latin.
func isElsewhere(text string) bool {
	for _, r := range text {
		if r >= firstElsewhere && r < 0x1D00 && unicode.IsLetter(r) || r >= 0x3041 && r < 0xD7A4 && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// firstElsewhere is the first letter of a script beyond Latin; what is without
// accents begins with one of these bytes in UTF-8, or a greater one.
const (
	firstElsewhere = 0x0370
	leadElsewhere  = 0xCD
)

// unaccented returns a text without accents, as Words does. Words itself also looks for words
// within words, which would be the most expensive part of most commands.
func unaccented(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
}

// in reports whether text, which begins and ends with a space, has one of them.
func (b *beginnings) in(text string) bool {
	b.once.Do(b.read)
	if hasBeginning(text, b.list) {
		return true
	}
	for i := range len(text) {
		if text[i] >= leadElsewhere {
			return hasBeginning(text, b.others())
		}
	}
	return false
}

func hasBeginning(text string, list []string) bool {
	for _, w := range list {
		if whole, ok := strings.CutPrefix(w, "="); ok && whole == text || !ok && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// isUnspaced reports whether a text is of a script without spaces between words.
func isUnspaced(s string) bool {
	for _, r := range s {
		return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}
	return false
}

var (
	furtherRefusals = beginningsOf(`robinsonlisten ألغى_الموافق لا_يتصل ביטל_הסכמ opoziți opozitie estett =ölü ölüm_ listeden_çık listeden_cik 除外 対象外 ブラック halál_dát 電話ng コールng 要求删除 ei_saa_ottaa tackat_nej kieltäytyn puhelinkielto telefonikielto αποκλεισμ θανών odvolal_souhl törlend blokov zesnul オプトアウト 物故 故人 逝去 免打扰 拒访 拉黑 屏蔽 두낫콜 aranmayacak ringspärr frabedt nie_chce_tel nie_chce_roz nie_chce_poł nie_chce_pol reklamspärr reklamsperr reklamebeskyt =død dødsfald =ret =tiltott ez_deitu не_се_звън не_се_обажд да_не_се не_звън не_желае без_обажд не_зови не_звати забрана_поз забрана_обаж ne_zvati ne_zovi ne_kontakt ne_kliči ne_klici zabrana_poz ne_želi ne_zeli odbija_poz neskambint nekontakt draudžiama_sk atsisak neliest nezvanīt nezvanit atteik mitte_helist ära_helista ei_soovi keeld_helist ห้ามโทร ไม่ให้โทร อย่าโทร ไม่ยินยอม ปฏิเสธ không_gọi đừng_gọi cấm_gọi từ_chối jangan_hubung jangan_telep jangan_telp nu_suna nu_apela nu_doreste nu_dorește не_звон не_беспоко не_тревож не_контакт не_связыв не_обзван запрет_звон запрет_обзвон запрет_на_звон запрет_контакт отказ отписк отписан отписал черный_спис в_черном стоп_лист умер дата_смерти скончал нет_согласи без_согласи отзыв_согл согласие_отозв не_согл
		не_дзвон не_телеф не_турбув заборона_дзв відмов відписк відписан чорний_спис помер дата_смерті без_згоди немає_згоди
		nie_dzwo nie_kontakt nie_telefon nie_przeszk sprzeciw odmow rezygnacj wypisan wypisał czarna_list czarnej_list zgon zmarł data_zgonu brak_zgody bez_zgody wycofanie_zgody cofnięcie_zgody zgoda_cofn zgoda_wycof zakaz_dzwon zakaz_kontakt zakaz_telef zakaz_poł nie_życz nie_zycz usunięty_z usuniety_z
		nevolat nevolal nevolej nekontakt ne_kontakt nesouhlas námitk odhlášen cerna_listin černá_listin zemřel úmrtí nevolať nesúhlas bez_souhlasu odvolání_souhlasu souhlas_odvol neoslovovat nepřeje neprej odmít_ odmítl_kont odmitl_kont odmítl_vol odmítá zákaz_vol zákaz_kont zákaz_tel
		μην_καλ μην_κληθ μην_τηλεφ μην_επικοιν μην_ενοχλ αρνησ εναντιωσ διαγραφη_απο απεγγραφ μαυρη_λιστ μητρωο_αρθρ μητρωο_του_αρθρ αρθρου_11 αρθρο_11 θανατ αποβιωσ ανακληση_συγκ χωρις_συγκατ
		aramayın aramayin aranmasın aranmasin arama_yasa aranmak_istem rahatsız_etme rahatsiz_etme iletişime_geçme iletisime_gecme kara_liste vefat ölüm_tarih olum_tarih onay_yok izin_yok abonelikten_çık onay_geri ret_tarih reddetti arama_reddi arama_engel
		ring_inte ring_ej ringa_inte ringa_ej kontakta_inte kontakta_ej inte_ringas ej_ringas inte_kontakt ej_kontakt får_inte vill_inte nix_ spärrad spärrat spärrlist spärrad_ telefonspärr samtalsspärr kontaktspärr telefonspærr kontaktspærr avregistr avanmäl avprenumer avliden dödsdatum ej_samtyck inget_samtyck undanbed återkall samtycke_återk
		ring_ikke ikke_ring ikke_kontakt kontakt_ikke må_ikke ønsker_ikke vil_ikke reservert reserveret reservasjon reservation_mod afmeldt avmeldt frameld utmeld udmeld afdød avdød dødsdato tilbagekald tilbagetruk trukket_samt samtykke_truk samtykke_tilb sortliste svarteliste intet_samtyk ikke_samtyk sperret_ spærret
		älä_soit ei_saa_soit soittokielto telefonkielto markkinointikielto suoramarkkinointikielto puhelinmyyntikielto kuollut kielto_ suostumus_peru ne_hív nem_hív hívás_tilt hívástilt nem_kér letilt tiltakoz no_truc no_telefon hringja_ekki ekki_hring bannmerk mos_telefon mos_kontakt mos_thirr tiltólist feketelist elhunyt leiratkoz visszavon nu_sun nu_contact nu_deranj dezabon decedat lista_neagr refuz
		لا_تتصل لا_تتصلوا عدم_الاتصال عدم_اتصال ممنوع_الاتصال رفض القائمة_السوداء قائمة_سوداء الغاء_الاشتراك متوف الوفاة وفاة عدم_الازعاج سحب_الموافقة لا_يرغب
		לא_להתקשר אל_תתקשר אין_להתקשר לא_ליצור_קשר סירוב הסרה הסר_ הוסר רשימה_שחורה נפטר פטירה לא_מעוניין ביטול_הסכמה ללא_הסכמה
		勿 禁止 拒绝 拒絕 拒否 拒接 拒收 拒打 谢绝 謝絕 婉拒 婉謝 免打扰 免打擾 免扰 别打 別打 别联系 別聯絡 不想接 遠慮 사절 不可 不要 不希望 不同意 未同意 停止 退订 退訂 退会 黑名单 黑名單 ブラックリスト お断り 死亡 去世 逝世 撤回 撤销 撤銷 希望しない 解除希望 取消订阅 取消訂閱 수신거부 거부 거절 금지 철회 블랙리스트 사망 수신해지 구독취소 탈퇴 미동의 제외 오번호 결번 두낫콜
		исключ заблокир =чс отозвал заблоков виключ відклик engellen engelli_num ret_et =halott =blocat tidak_boleh jangan_ =menolak diblokir =meninggal di_bawah_umur =berhenti không_được bị_chặn =xóa kuolinp`)
	furtherConsents = beginningsOf(`=перезвонить =обзвон přeje_si_zavol 電話してもよ 電話してよ 電話をしても 電話してもかま =电话联系 не_возраж не_против_зв не_заперечує ничего_не_имеет_против inget_emot_att har_inget_emot intet_imod ingenting_imot nie_sprzeciwia можно_беспок puhelinmarkkinointilupa markkinointilupa_puh telefonos_megk telefonos_kapcs オプトイン puhelulup zezwala_na_tel zezwala_na_roz zezwala_na_poł chce_tel chce_roz chce_poł akceptuje_tel akceptuje_roz akceptuje_poł zgadza_się_na_tel zgadza_się_na_roz zgadza_się_na_poł można_tel aransın aransin =звонить можна_дзв 連絡可 電話ok 架電ok 전화_가능 통화_가능 연락_가능 =volat =volať telefonálhat пристанак godkänner_samt =dzwonić saa_soit saa_ottaa_yht puhelut_sall sallii_puh hyväksyy_puh δεχεται_κλησ δεχεται_τηλ αποδεχεται_κλησ επιτρεπονται_κλησ επιτρεπεται_κλησ επιτρεπεται_επικ κλησεις_επιτρ אישור_שיח מותר_להתק boleh_dihub boleh_di boleh_hub bersedia_dihub izin_hub
		smije_se_zva smije_se_kont može_se_zva moze_se_zva sme_se_zva pozivi_dozv dozvola_za_poz dozvoljen_poz сме_се_зва може_се_зва може_да_се_зв може_да_се_об trucades_perm permet_truc accepta_truc es_pot_truc se_li_pot_truc
		можно_обзв звонки_разр разрешает_звон приём_звон можна_зателеф kan_ringes kan_kontakt kan_ringas kan_kontaktas poate_fi_sun se_poate_sun accept_apel acceptă_apel môže_sa_vol moze_sa_vol možno_vol mozno_vol může_se_vol muze_se_vol souhlasí_s_vol tohib_hel võib_hel galima_skamb drīkst_zvan drikst_zvan lahko_klič lahko_klic lahko_pokli má_hringja
		được_gọi cho_phép_gọi โทรได้ ให้โทร يقبل_الاتصال يقبل_المكالم السماح_بالاتصال السماح_بالمكالم مسموح_بالاتصال اجازه_تماس क_ल_क_अनमत सहमत 可联系 可聯繫 可打电话 可以打 전화가능 통화가능 연락가능
		согласи согласен разрешени разрешен_ разрешить_зв можно_звон можно_ли_вам можем_ли_мы згод згоду дозвіл дозволен можна_дзвон можна_телеф
		zgod wyraża zezwol pozwoleni czy_możemy czy_mozemy można_dzwon souhlas súhlas povolení_vol povoleni_vol můžeme_vám muzeme_vam lze_volat
		συγκαταθεσ συναινεσ συμφωνω αποδοχη_κλησ αδεια_επικ μπορουμε_να onay onayı izin_ izni rıza riza arama_izn arayabilir aranabilir
		samtyck samtykke godkänn_samt får_vi_ring får_ringas får_kontakt må_vi_ring må_ringes må_kontakt kan_vi_ring tillatelse tilladelse suostumus lupa_soit saako_soit soittolupa hozzájárul beleegyez hívható consimțăm consimtam acord_ =acord
		съгласи pristan suglasn saglasn soglasj privol piekrišan piekrisan atļauj sutikim sutinku nõusolek luba_helist persetujuan setuju đồng_ý ยินยอม อนุญาต
		موافقة موافق الموافقة إذن_الاتصال اذن_الاتصال يمكن_الاتصال הסכמה הסכמת אישור_להתקש אישור_התקש מאשר ניתן_להתקשר אפשר_להתקשר
		同意 授权 授權 许可 許可 允许 允許 承諾 =可否 電話可否 連絡可否 架電可否 通話可否 電話の可否 連絡の可否 可以致电 動意 架電可 電話可 電話希望 동의 허용 허락`)
	// furtherPermits and furtherNegations stand beside words for calls where they are wanted, or
	// not.
	furtherPermits = beginningsOf(`ok_ önskar_ vill_ accepter tillåt godkän medgiv ønsker_ tillad godtar_ tillat haluaa_ toivoo_ lupa_ sallit saako_ saa_ můžem muzem smíme smime povol přeje prej přijím prijim lze_ může_ muze_ kontaktovat_ engedély engedely kér_ hívhat hivhat kereshet hozzájár putem_ poate_ doreș doreste dorest permite accept επιθυμ αποδεχ επιτρεπ επικοινων istiyor ister_ isteyi kabul_ izin_ onay_ iletişim iletisim
		можно разреш принима хочет желает готов_ допуск соглас контакт_ по_телеф бажа прийма дозвол можна يمكن يسمح مسموح يرغب يقبل אישור מעוניין מותר boleh mau_ bersedia có_thể co_the được_ đuoc_ chấp_nhận chap_nhan cho_phép muốn_ muon_
		希望 可 よい よろしい ok 許可 了承 案内 での連絡 能否 是否 接受 愿意 가능 희망 되나요 여부`)
	furtherNegations = beginningsOf(`slippa_ slippe_ unngå_ undgå_ undvika_ ettei_ проти_ ej_ inga_ inget_ inte_ tackat_nej ingen_ ikke_ frabed ei_ nepřeje neprej nem_ nu_ δεν_ μη_ αρνε istemi против_ не_ відмов لا_ يرفض אסור jangan tidak_ menolak không_ khong_ お断り`)
	// furtherBans are negations that leave no doubt beside words for calls.
	furtherBans = beginningsOf(`запре заборон zakaz zákaz forbud förbud kielto puhelinkielto telefonikielto puhelinmarkkinointikielto yasağ yasak забран tilalom interzi απαγορ larangan`)
	// furtherResults are of the results of calls, and of what state somebody is in.
	furtherResults = beginningsOf(`結果 结果 状況 状态 狀態 ステータス 상태 결과 نتيجة حالة תוצא סטטוס итог sonuc sonuç durum`)
	// furtherCalls are about calls, furtherElsewhere about other things.
	furtherCalls     = beginningsOf(`ditelep menelep dihubung الاتصال بالاتصال בשיחה uppringd anrop oppringing yhtey suna_ sunat sună apel megkeres visszahív κληθ مكالم פנייה_טלפונית hubung telepon menelp telp_ gọi_ goi_ aran_ aranmak aramanı aramani перезвон обзвон テレアポ コール 連絡 折返し 外呼 联系 回访 연락 상담 tm_ звон звін обзвон телефон дзвін дзвон dzwon telefon volat volán hovor κλησ τηλεφ arama aran telefonla telefon_la ring samtal opkald oppring soit puhel hív telefon apel اتصال الاتصال هاتف להתקש שיחות שיחה טלפון 电话 電話 致电 致電 来电 來電 拨打 架電 通話 전화 통화 콜`)
	furtherElsewhere = beginningsOf(`рассылк розсилк смс sms email mail почт пошт обработк обробк персональн cookie newsletter przetwarzan osobow zpracován osobních επεξεργασ δεδομεν veri_ kişisel kisisel kvkk e_posta eposta nyhetsbrev nyhedsbrev personuppg persondata personvern e_post epost tietosuoj sähköp adatkez hírlev prelucr nyhedsmail nyhetsmail nyhetsutskick mesaj ileti_ biuletyn zpravodaj obzornik uutiskirje ενημερωτικ البريد الرسائل البيانات מייל דוא סמס מסרון פרטיות מידע_אישי
		zdjęc zdjec wizerun fotoğraf fotograf foto φωτογρ valokuv 写真 照片 相片 사진
		メール メルマガ ニュースレター 郵送 =dm dm可否 dm不要 個人情報 プライバシー 邮件 郵件 短信 簡訊 隐私 隱私 邮箱 이메일 메일 문자 개인정보 쿠키`)
	// furtherThings are what is ordered, delivered, paid or kept, and refused or stopped in its turn.
	furtherThings = beginningsOf(`отгрузк достав заказ замовл оплат кредит кредыт страхов договор договір товар sipariş siparis teslimat ödeme_ leveran levering beställ bestilling objedn platb dostaw zamów platno dodávk παραγγελ παραδοσ πληρωμ ασφαλισ livrare livrări comenz plată plata_ szállít rendel fizet toimitu tilaus maksu_ betaling betalning bedøv bedöv narkos lägenhet leilighed leilighet visning abonne faktur kvitt autogiro oprav výměn vymen brzd účten uctenk чек_ чека_ чеков_ замен_ замену ремонт счёт квитанц рахун számla javít fatura tamir lasku korjau
		zwierz husdjur kæledyr питом mascot evcil animal haustier huisdier κατοικιδ lemmik háziáll ペット 宠物 寵物 반려 kredyt kredi_ credit pożyczk půjčk lån_ laina hitelk δανει împrumut
		الطلب_ الطلبية الشحن الدفع التوصيل הזמנה משלוח תשלום pesanan pengiriman pembayaran đơn_hàng giao_hàng thanh_toán objednáv rendelés
		配送 発送 出荷 注文 支払 訂單 订单 发货 發貨 贷款 貸款 付款 送货 배송 주문 결제`)
	furtherWhen = beginningsOf(`samtyckesdat samtykkedat souhlasu_dne дата data_ datum dato_ datu ημερομην tarih päivä dátum تاريخ תאריך 日期 日時 日付 時間 同意日 取得日 登録日 날짜 일자 일시`)
	furtherFrom = beginningsOf(`источник джерел źródł zdroj πηγη kaynak kaynağ källa kilde lähde forrás sursa مصدر מקור 来源 來源 経路 取得元 출처 경로`)
)

// furtherWords are the beginnings of other headers, in the order of the search.
var furtherWords = []struct {
	concept Concept
	kind    Kind
	words   *beginnings
}{
	{Fax, Any, beginningsOf(`факс faks φαξ belgegeçer 传真 傳真 ファックス ファクス 팩스 فاكس פקס`)},
	{OthersPhone, Any, beginningsOf(`телефон_жен телефон_муж телефон_супруг телефон_родител телефон_мат телефон_отц экстренн_тел экстренный_кон телефон_экстр екстрен telefon_żon telefon_mąż telefon_męż telefon_matk telefon_rodzic telefon_manžel acil_durum eşinin_tel anhörig_tel nødkontakt pårørende 緊急連絡 紧急联系 緊急聯絡 비상연락 طوارئ חירום`)},
	{Phone, Mobile, beginningsOf(`мобильн мобільн сотов моб_ komórk κινητ cep_ matkapuh mobilszám 手机 手機 携帯 移动电话 行動電話 휴대 핸드폰 جوال الجوال محمول المحمول موبايل נייד סלולר`)},
	{Phone, Home, beginningsOf(`домашн_тел домашний_тел стационарн telefon_domow telefon_stacjon σταθερο ev_tel hemtelefon 自宅電話 家庭电话 住宅电话 집전화 هاتف_المنزل טלפון_בבית`)},
	{Phone, Work, beginningsOf(`рабочий_тел робочий_тел служебный_тел telefon_służbow telefon_do_pracy iş_tel arbetstelefon arbejdstelefon 勤務先電話 办公电话 公司电话 직장전화 هاتف_العمل טלפון_בעבודה`)},
	{Email, Any, beginningsOf(`электронн_поч электронная_поч эл_поч почта_ имейл емейл електронна_пош e_posta eposta e_post_ epost sähköposti ηλεκτρονικ 邮箱 電子郵件 电子邮件 邮件 メール 이메일 البريد_الالكتروني البريد_الإلكتروني الايميل ايميل דוא אימייל מייל`)},
	{Phone, Any, beginningsOf(`телефон тел_ номер_тел τηλεφων puhelin telefonszám numer_tel číslo_tel 电话 電話 전화 연락처 هاتف الهاتف تلفون رقم_الهاتف טלפון`)},
	{FullName, Any, beginningsOf(`ชื่อ_นามสกุล ชื่อนามสกุล ชื่อเต็ม họ_và_tên họ_tên ime_i_prezime име_и_презиме име_и_фам ime_in_priim meno_a_priez vardas_pavard vardas_ir_pavard vārds_uzvārds vārds_un_uzv фио ф_и_о_ піб полное_имя имя_и_фам фамилия_имя фамилия_и_имя имя_фамилия прізвище_та ім_я_та imię_i_nazw nazwisko_i_im jméno_a_příj příjmení_a_jm ονοματεπων ad_soyad adı_soyadı isim_soyisim adi_soyadi för_och_efternamn fulde_navn fullt_navn fullständigt_namn koko_nimi teljes_név =nafn =nume nume_complet nume_și_pre nume_si_pre =navn =namn =nimi =név 姓名 氏名 名前 =이름 성명 성함 الاسم_الكامل الاسم_كامل =الاسم =اسم שם_מלא =שם`)},
	{LastName, Any, beginningsOf(`eftirnafn kenninafn nume_familie nume_de_familie =презиме презиме_ =prezime prezime_ =priimek priimek_ pavarde pavardė uzvards uzvārds perekonnanim นามสกุล =họ họ_ фамил прізвищ nazwisk příjmen priezvisk επωνυμ επιθετ soyad soyisim efternamn efternavn etternavn sukunimi vezetéknév családnév nume_de_fam =姓 =氏 苗字 姓氏 名字_姓 =성 اسم_العائلة اللقب שם_משפחה =セイ`)},
	{Extra, Any, beginningsOf(`отчеств по_батьков drugie_imi フリガナ ふりがな`)},
	{FirstName, Any, beginningsOf(`fornafn =име собствено_име =ime ime_ =meno meno_ =vardas vardas_ vards_ vārds_ =vārds eesnim =ชื่อ ชื่อจริง =tên tên_ имя ім_я імя imię imie_ imiona jméno_ křestní krstné ονομα =ad =adı =adi isim_ =isim förnamn tilltalsnamn fornavn etunimi keresztnév utónév prenume =名 名字 =メイ الاسم_الأول الاسم_الاول שם_פרטי`)},
	{Company, Any, beginningsOf(`компани організац организац firma_ företag virksomhed bedrift yritys cégnév şirket εταιρ 公司 会社 회사 الشركة חברה`)},
	{Zip, Any, beginningsOf(`индекс почтовый_инд поштовий_інд kod_poczt psč ταχυδρομικ posta_kod postnummer postinumero irányítósz cod_poștal 邮编 郵遞 邮政编码 郵便番号 우편번호 الرمز_البريدي מיקוד`)},
	{City, Any, beginningsOf(`город місто населен miasto miejscow město mesto_ obec πολη şehir sehir_ ilçe stad_ poststed postort post_ort kaupunki város oraș localitate miestas pilsēt mjesto =град kunta paikkakunt kommune település helység =staður naselj opština =kota thành_phố =เมือง 城市 市区町村 =市 도시 المدينة مدينة עיר יישוב`)},
	{Address, Any, beginningsOf(`адрес вулиц улиц adresa ulica διευθυνσ οδος adress_ gatuadr gateadr vejnavn osoite =cím lakcím adresă 地址 住所 주소 العنوان عنوان כתובת רחוב`)},
	{State, Any, beginningsOf(`область регион області województw kraj_okres νομος län_ fylke megye județ 省份 =省 都道府県 시도 المحافظة מחוז`)},
	{Country, Any, beginningsOf(`страна країна =kraj kraj_ země_ krajina χωρα ülke ulke_ =maa ország țara 国家 國家 =国 국가 البلد الدولة מדינה =ארץ`)},
	{Tags, Any, beginningsOf(`=tagi tagi_ =štítky stitky_ =címkék cimkek_ =taggar taggar_ =теги теги_ =метки метки_ =мітки мітки_ =etykiety etykiety_ =etiketler etiketler_ =etichete 标签 標籤 タグ 태그 תגיות وسوم`)},
	{Notes, Any, beginningsOf(`=catatan catatan_ keterangan ghi_chú примечан комментар приміт комент заметк нотатк หมายเหตุ uwagi poznámk σχολι σημειωσ notlar açıklama anteckning bemærkning merknad huomautus megjegyz observații 备注 備註 備考 비고 메모 ملاحظات הערות`)},
}

// furtherConsent reads a header about consent or a refusal in one of these
// languages.
func (r Meaning) furtherConsent(words []string) (Meaning, bool) {
	text := " " + strings.Join(words, " ") + " "
	refusal, consent := furtherRefusals.in(text), furtherConsents.in(text)
	r.Score = 0.9
	if !refusal && !consent {
		if !furtherCalls.in(text) || furtherElsewhere.in(text) {
			return r, false
		}
		// "Vill bli uppringd", "Ei puheluita": the cells decide whether it is one.
		if refusal, consent = furtherNegations.in(text) || furtherBans.in(text), furtherPermits.in(text); !refusal && !consent {
			return r, false
		}
		if r.Guessed = refusal && !furtherBans.in(text); consent {
			r.Score = Doubt
		}
	}
	switch {
	case furtherElsewhere.in(text) && !furtherCalls.in(text), ofFurtherThing(words):
		r.Concept = OtherConsent
	case refusal:
		r.Concept = Refusal
	case furtherWhen.in(text):
		r.Concept = ConsentDate
	case furtherFrom.in(text):
		r.Concept = ConsentSource
	default:
		r.Concept = Consent
	}
	return r, true
}

// asksOfCalls reports whether words in one of these languages are of calls, and of us or the
// person, and not of what was done before or what somebody has.
func asksOfCalls(words []string) bool {
	text := " " + strings.Join(words, " ") + " "
	return furtherCalling.in(text) && furtherPersons.in(text) && !furtherBefore.in(text) && !furtherElsewhere.in(text)
}

var (
	furtherCalling = beginningsOf(`nasze_telefon naszych_telefon nasze_rozmow arad aranmak השיחות telepon_kami menelepon telepon_dari звон звін дзвін дзвон обзвон zvon dzwon telefonowan volán hovor poziv klic_ klici κλησ τηλεφωνημ arama telefonlar samtal anrop opkald oppring soito soitt puhelu hívás hivas apelur apel_ اتصال مكالم שיחות להתקש panggilan cuộc_gọi gọi_điện โทร 電話 架電 电话 電話 致电 전화 통화`)
	furtherPersons = beginningsOf(`вас_ вам_ вы_ вами_ тебя_ нас_ нам_ наш ви_ нашите ви_ ви vas_ vám_ vam_ vás_ nas_ náš naše našimi nasze nasz_ nam_ panu_ pani_ pana_ panią_ nás_ mi_ σας_ μας_ σασ_ μασ_ siz sizi_ sizin misiniz musunuz mısınız müsünüz imiz_ ımız biz ni_ er_ era_ dig_ du_ våra vår_ vores_ vår våre_ dere_ deg_ dere jer_ jeg_ i_ teitä_ teille_ sinua_ sinulle_ meidän_ önt_ önnek_ ön_ minket_ dvs_ dumneavoastră vă_ noastre_ noștri هل אתם אותך לך_ שלנו anda_ kami_ bapak ibu_ anh_ chị_ quý_ chúng_tôi bạn_ คุณ 您 你 我们 我們 ますか か 私 나요 까 가요 저희 습니까`)
	furtherBefore  = beginningsOf(`あります 有没有 固定 座机 있나요 있습니까 있으 раньше ранее уже вже раніше daha_önce önceden tidigare tidligere wcześniej już_ dříve již_ korábban már_ aiemmin jo_ πριν ηδη سبق sudah_ đã_ 以前 すでに 已 曾 이미 전에`)
)

// ofFurtherThing reports whether a header in one of these languages names a thing, and nothing of
// calls or consent.
func ofFurtherThing(words []string) bool {
	text := " " + strings.Join(words, " ") + " "
	return furtherThings.in(text) && !furtherCalls.in(text) && (!furtherNegations.in(text) || furtherPermits.in(text)) && !hasAny(words, callWords, contactWords, passives, consentWords, inherentWords)
}

// further reads any other header in one of these languages.
func (r Meaning) further(words []string) (Meaning, bool) {
	text := " " + strings.Join(words, " ") + " "
	for _, f := range furtherWords {
		if f.words.in(text) {
			r.Concept, r.Kind, r.Score = f.concept, f.kind, 0.9
			return r, true
		}
	}
	return r, false
}
