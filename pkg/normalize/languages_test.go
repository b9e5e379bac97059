package normalize

import (
	"strings"
	"testing"
)

// TestFurtherLanguages has answers, refusals and notes of the languages of
// languages.go and unspaced.go, as they stand in cells.
func TestFurtherLanguages(t *testing.T) {
	for want, cells := range map[Answer]string{
		Refusal: `не звонить|Не звоните!|НЕ ЗВОНИТЬ|просил не звонить|отказ|Отказ от звонков|отказался|отписан|согласие отозвано|в чёрном списке|умер|скончалась|не согласен|не заинтересован|стоп-лист
			не дзвонити|відмова|відмовився|чорний список|не згоден|помер|Не турбувати
			nie dzwonić|NIE DZWONIC|prosi nie dzwonić|brak zgody|nie wyraża zgody|sprzeciw|odmowa|odmówił|niezainteresowany|zmarł|zgoda wycofana|nie kontaktować
			nevolat|nesouhlasím|nesouhlas|nezájem|zemřel|souhlas odvolán|odhlášen|nemá zájem
			μην καλείτε|Μην τηλεφωνείτε|δεν επιθυμεί|άρνηση|δεν συμφωνώ|απεβίωσε
			aramayın|ARAMAYIN|rahatsız etmeyin|onay yok|izin vermiyor|reddetti|istemiyor|vefat etti|kara liste|kabul etmiyorum
			ring inte|vill inte bli uppringd|undanbedes|avböjt|ej samtycke|återkallat|avliden|inte intresserad|NIX-registret
			ring ikke|må ikke kontaktes|intet samtykke|reservert|avmeldt|afmeldt|ikke interessert|afdød|ønsker ikke å bli kontaktet|samtykke trukket tilbake
			älä soita|ei saa soittaa|markkinointikielto|ne hívja|leiratkozott|nem járul hozzá|nu sunați|fără acord|decedat|dezabonat
			لا تتصل|رفض|غير موافق|لا يرغب|متوفى|القائمة السوداء|לא להתקשר|לא מעוניין|סירב|הוסר|נפטר|ללא הסכמה
			请勿致电|请勿打电话|拒绝|不同意|退订|已退订|黑名单|勿扰|去世|請勿致電|拒絕來電拒收
			電話禁止|拒否|お断り|不可|同意しない|希望しない|配信停止|死亡|連絡不要|架電NG 架電禁止
			전화 금지|수신거부|거부|미동의|동의 안함|동의하지 않음|연락하지 마세요|사망|관심없음
			架電NG|名簿から削除してほしい|要求删除|다시는 연락하지 말라고 함|개인정보 삭제 요청|ห้ามโทร|ไม่ต้องการให้โทร|เสียชีวิต
			jangan dihubungi lagi|tidak mau dihubungi|sudah meninggal|hapus dari daftar|không gọi|đừng gọi nữa|đã mất|xóa khỏi danh sách
			ne zvati više|ne želi pozive|umro|povukao privolu|skinuti sa spiska|не звати|преминуо|да не се звъни повече|починал|изтриване от списъка
			neskambinti|ištrinti iš sąrašo|mirė|vairs nezvanīt|dzēst no saraksta|miris|mitte helistada|surnud|ei soovi kõnesid
			फोन न करें|मृत्यु हो गई|call mat karo|huwag tawagan|patay na|no tornar a trucar|død|fjern fra liste|לא להטריד|حذف من القائمة|تماس نگیرید`,
		Yes:       `да|Да|согласен|Согласие получено|разрешено|так|згода|tak|zgadzam się|wyrażam zgodę|ano|souhlasím|ναι|Συμφωνώ|evet|onaylıyorum|kabul ediyorum|samtycker|ja tack|samtykker|kyllä|igen|hozzájárulok|da|de acord|نعم|موافق|כן|מאשר|是|同意|已同意|はい|同意する|同意済み|예|네|동의|동의함`,
		No:        `нет|Нет|ні|ne|όχι|hayır|HAYIR|nej|nei|nem|لا|לא|否|不|いいえ|なし|아니오|없음`,
		Nothing:   `не указано|brak danych|未回答|неизвестно|neznámo|εκκρεμεί|bilinmiyor|okänd|ukjent|未知|未定|미정|غير معروف|לא ידוע`,
		Clearance: `не отозвано|не найден|未拒绝|拒否なし|未登録|可以拨打|미등록|ikke reservert|ej spärrad|listede yok|nie figuruje`,
	} {
		for cell := range strings.SplitSeq(strings.ReplaceAll(cells, "\n\t\t\t", "|"), "|") {
			if got := AnswerOf(cell); got != want {
				t.Errorf("%q: %v, want %v (%q)", cell, got, want, joined(tokens(cell)))
			}
		}
	}
	for cell := range strings.SplitSeq(`неверный номер|номер не существует|факс|zły numer|pomyłka|chybné číslo|λάθος αριθμός|yanlış numara|fel nummer|feil nummer|forkert nummer|رقم خاطئ|מספר שגוי|空号|错号|番号違い|現在使われておりません|결번|없는 번호|FAX 番号|nomor salah|sai số|เบอร์ผิด|krivi broj|грешен номер|neteisingas numeris|nepareizs numurs|vale number|गलत नंबर|maling numero|número equivocat`, "|") {
		if !BadNumber(cell) {
			t.Errorf("%q is no bad number (%q)", cell, joined(tokens(cell)))
		}
	}
	for label, want := range map[string]NumberKind{"мобильный": MobileNumber, "携帯": MobileNumber, "휴대폰": MobileNumber, "служебный": WorkNumber, "ev": HomeNumber, "факс": FaxNumber, "传真": FaxNumber, "komórka": MobileNumber} {
		if got := KindOf(label); got != want {
			t.Errorf("%q: %v, want %v", label, got, want)
		}
	}
	// What sounds like them.
	for _, cell := range []string{"Red", "DoD", "nu bellen", "перезвонить завтра", "звонить после шести", "zadzwonić jutro", "brak", "Nikolai", "Ei", "Ring him tomorrow", "ring tilbake", "要確認", "請致電", "電話希望", "전화 주세요", "Москва", "Praha", "İstanbul", "北京市", "大阪府", "Nemo", "Reza", "Ringo", "Dan", "call is on Monday", "ikke svar", "нет ответа",
		"svarar ej", "ring inte före 9", "nicht vor 10 Uhr anrufen", "не звонить до 10 утра", "午前中は不可", "メール不要", "上午10点前不要打", "tidak diangkat", "không nghe máy", "ไม่รับสาย", "ne javlja se", "ne želi e-mail, zvati", "не вдига", "nekelia", "neatbild", "ei vasta", "फोन नहीं उठाया", "kal call karna", "hindi sumasagot"} {
		if words, ok := Refuses(cell); ok {
			t.Errorf("%q refuses: %q", cell, words)
		}
	}
}
