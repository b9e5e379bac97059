package header

import (
	"strings"
	"testing"
)

// TestFurtherLanguages has headers in the languages of languages.go.
func TestFurtherLanguages(t *testing.T) {
	for concept, list := range map[Concept]string{
		Refusal: `Не звонить|НЕ ЗВОНИТЬ|Отказ от звонков|Чёрный список|Отзыв согласия|Дата смерти|Не турбувати|Не дзвонити|Відмова|Nie dzwonić|Nie dzwonic|Sprzeciw|Brak zgody|Odmowa|Wycofanie zgody|Zgon|Nevolat|Nesouhlas|Námitka|Úmrtí
			Μην καλείτε|Άρνηση|Μαύρη λίστα|Aramayın|Kara liste|Vefat|Onay yok|Ring inte|Ring ej|NIX|Spärrad|Avliden|Inget samtycke|Ring ikke|Må ikke kontaktes|Reservert|Ønsker ikke å bli ringt|Afdød|Samtykke trukket|Soittokielto|Ne hívja|Leiratkozott|Nu sunați|Decedat|لا تتصل|رفض|القائمة السوداء|לא להתקשר|סירוב|הסרה|נפטר
			勿打电话|拒绝来电|请勿致电|退订|黑名单|電話禁止|架電不可|拒否|連絡不要|停止希望|전화 금지|수신거부|거부|사망|미동의`,
		Consent:       `Согласие|Согласие на звонки|Можно звонить|Згода|Дозвіл на дзвінки|Zgoda|Zgoda na telefon|Souhlas|Souhlas s voláním|Συγκατάθεση|Onay|Arama izni|İzin|Samtycke|Samtycke till samtal|Får vi ringa|Samtykke|Må vi ringe|Suostumus|Hozzájárulás|Consimțământ|موافقة|الموافقة على الاتصال|הסכמה|同意|电话同意|授权|電話可否|同意有無|동의|전화 동의|수신동의`,
		OtherConsent:  `Согласие на обработку персональных данных|Согласие на рассылку|Zgoda na newsletter|Zgoda na przetwarzanie danych osobowych|Souhlas se zpracováním osobních údajů|Samtycke nyhetsbrev|個人情報の同意|メール配信停止|邮件退订|이메일 수신동의|개인정보 동의|KVKK onayı|E-posta izni`,
		ConsentDate:   `Дата согласия|Data zgody|Datum souhlasu|Onay tarihi|Samtyckesdatum|Samtykke dato|同意日|同意日期|동의일자|تاريخ الموافقة|תאריך הסכמה`,
		ConsentSource: `Источник согласия|Źródło zgody|Onay kaynağı|同意来源`,
		Phone:         `Телефон|Мобильный телефон|Номер телефона|Тел.|Мобільний|Telefon komórkowy|Komórka|Τηλέφωνο|Κινητό|Cep Telefonu|Puhelin|Matkapuhelin|电话|手机号码|電話番号|携帯電話|전화번호|휴대폰|الهاتف|رقم الجوال|טלפון|נייד`,
		Fax:           `Факс|Faks|传真|ファックス|팩스`,
		Email:         `Электронная почта|E-posta|E-post|Sähköposti|邮箱|メールアドレス|이메일|البريد الإلكتروني|דוא"ל`,
		FirstName:     `Имя|Ім'я|Imię|Jméno|Όνομα|Förnamn|Fornavn|Etunimi|Keresztnév|Prenume|שם פרטי|名`,
		LastName:      `Фамилия|Прізвище|Nazwisko|Příjmení|Επώνυμο|Soyadı|Efternamn|Efternavn|Etternavn|Sukunimi|Vezetéknév|姓|氏|שם משפחה`,
		FullName:      `ФИО|Imię i nazwisko|Ονοματεπώνυμο|Ad Soyad|姓名|氏名|お名前|이름|성명|الاسم الكامل|שם מלא|Navn|Namn`,
		City:          `Город|Місто|Miasto|Město|Πόλη|Şehir|Kaupunki|Város|Oraș|城市|도시|المدينة|עיר`,
	} {
		for text := range strings.SplitSeq(strings.ReplaceAll(list, "\n\t\t\t", "|"), "|") {
			if got := Read(text); got.Concept != concept {
				t.Errorf("%q: %q, want %q (%q)", text, got.Concept, concept, Words(text))
			}
		}
	}
	for _, text := range []string{"Reserved", "Ad name", "Onboarding", "Ringtone", "Zakaz", "Sparrow", "Data", "Notes", "City", "Status", "Владелец", "Дата рождения", "作成日", "備考", "생년월일", "Nixon", "Mood", "Acordes", "Refuse collection day"} {
		if got := Read(text); got.Concept == Consent || got.Concept == Refusal && text != "Refuse collection day" {
			t.Errorf("%q: %q", text, got.Concept)
		}
	}
}

// TestBeginningsAreFound has each beginning as a header of its own, as Words takes
// it apart: one of a list that Words writes otherwise would never be found.
func TestBeginningsAreFound(t *testing.T) {
	lists := []*beginnings{furtherRefusals, furtherConsents, furtherCalls, furtherElsewhere, furtherThings, furtherWhen, furtherFrom}
	for _, f := range furtherWords {
		lists = append(lists, f.words)
	}
	for _, list := range lists {
		for entry := range strings.FieldsSeq(list.text) {
			header := strings.Join(Words(strings.Trim(strings.ReplaceAll(entry, "_", " "), "= ")), " ")
			if !list.in(" " + header + " ") {
				t.Errorf("%q is not found as %q", entry, header)
			}
		}
	}
}
