package normalize

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Chinese, Japanese and Thai keep no words apart, Korean keeps them apart as it likes:
// their words are looked for wherever they stand, longest first.

// unspaced is a table of words of these languages.
type unspaced func() []string

func unspacedOf(words string) unspaced {
	return sync.OnceValue(func() []string { return strings.Fields(plainWords(words)) })
}

// find returns the first word of the table that stands in s, or "".
func (u unspaced) find(s string) string {
	for _, w := range u() {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

// unspacedText returns the words of a text together, where they are of one of
// these languages.
func unspacedText(list []token) (string, bool) {
	for _, t := range list {
		r, _ := utf8.DecodeRuneInString(t.text)
		if r >= 0x0E00 && unicode.In(r, unicode.Thai, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return strings.ReplaceAll(joined(list), " ", ""), true
		}
	}
	return "", false
}

// unspacedRefusal returns what refuses in a text of these languages, or "".
func unspacedRefusal(list []token) string {
	text, ok := unspacedText(list)
	if !ok || unspacedClear.find(text) != "" {
		return ""
	}
	for _, t := range list {
		// "不要塑料袋": the word is of a thing, in one breath with it.
		if NamesThing(t.text) {
			text = strings.Replace(text, t.text, unspacedWishes().Replace(t.text), 1)
		}
	}
	for other := unspacedElse.find(text); other != ""; other = unspacedElse.find(text) {
		text = strings.ReplaceAll(text, other, "")
	}
	found := unspacedRefusals.find(text)
	if found == "" && strings.Contains(text, "不要") && unspacedReach.find(text) != "" {
		return "不要"
	}
	return found
}

// NamesThing reports whether a text of one of these languages names a thing, and nothing of calls.
func NamesThing(text string) bool {
	return unspacedThings.find(text) != "" && unspacedReach.find(text) == ""
}

// refusesUnspaced reports whether a text of one of these languages, in which words refuse, does so
// in words about calls or the person, rather than about anything: 不要.
func refusesUnspaced(list []token, words []string) bool {
	text, ok := unspacedText(list)
	return ok && len(words) > 0 && (unspacedWishes().Replace(words[0]) != "" || unspacedReach.find(unspacedWishes().Replace(text)) != "")
}

// unspacedWishes leaves out the words by which somebody does not want something, whatever it is.
var unspacedWishes = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("不要", "", "不可", "", "不接受", "", "不希望", "", "希望しない", "", "希望しません", "", "不願意", "", "不愿意", "", "取消", "", "拒绝", "", "拒絕", "", "拒否", "", "거절", "", "거부", "", "취소", "", "配信停止", "")
})

var (
	// unspacedElse refuse something else than calls, or at other hours.
	unspacedElse = unspacedOf(`メール不要 メールは不要 dm不要 dmは不要 郵送不要 資料不要 午前中は不可 午前は不可 午前不可 午後は不可 午後不可 前は不可 前は電話不可 以前は不可 平日不可 平日は不可 土日不可 土日は不可 曜は電話不可 曜は不可 曜不可 夜間不可
		前不要打 前请勿 前勿打 后不要打 不要邮件 不要短信 不要发邮件 不要寄 전에는전화금지 이메일거부 문자거부 บัตรถูกปฏิเสธ`)
	// unspacedThings are what people do not want or may not do apart from calls, unspacedReach
	// are of calls, messages and what is sold by them.
	unspacedThings   = unspacedOf(`袋 发票 發票 收据 收據 领収書 領収書 レシート 請求書 見積 停车 停車 駐車 送货 送貨 送迎 配送 配達 早餐 朝食 夕食 香菜 葱 ネギ 辣 わさび 糖 冰 麻药 麻藥 麻酔 麻醉 座位 座席 靠窗 窓側 通路側 ベッド 箸 包装 礼盒 支票 信用卡 押金 保险 保險 ペット 宠物 寵物 喫煙 吸烟 写真 拍照 染髮 染发 カラー 注文 订单 訂單 替换 更换 配件 部品 房间 房間 部屋 楼层 樓層 予約 预约 預約 贷款 貸款 アレルギー 过敏 過敏 忌口 花生 そば 卵 카드 주문 배송 영수증 주차 예약 대출 알레르기`)
	unspacedReach    = unspacedOf(`电 電 话 話 打 联 聯 連 絡 扰 擾 推 销 銷 售 広 广 廣 告 营 營 営 勧 誘 案内 信 メール 邮 郵 发送 發送 找 同意 来访 來訪 訪 讯 訊 通知`)
	unspacedRefusals = unspacedOf(`谢绝 謝絕 婉拒 婉謝 免打扰 免打擾 免扰 拒打 别联系 別聯絡 ご遠慮 遠慮して 사절 勿打电话 请勿致电 请勿拨打 勿拨打 勿致电 勿扰 请勿打扰 不要打电话 不要电话 不要来电 不要再联系 电话不要 不再来电 不再致电 不再联系 不要再打 不要致电 不要拨打 不要联系 请勿联系 勿联系 禁止致电 禁止拨打 禁止联系 禁止呼叫 禁止来电 不要打扰 别打电话 拒绝 拒接 拒聯 拒收 不同意 未同意 未授权 未經同意 没有同意 不接受 不愿意 不願意 不感兴趣 不感興趣 没兴趣 沒興趣 无兴趣 無興趣 退订 退訂 已退订 取消订阅 取消訂閱 撤回 撤销 撤銷 黑名单 黑名單 去世 死亡 过世 過世 已故 逝世 身故 投诉 投訴 要求删除 请求删除 要求刪除 删除信息 删除号码 删除资料 移出名单 不要再打 别再打 不想接 不接受电话 骚扰 騷擾 起诉 起訴 只能书面 只发邮件 拉黑 律师要求 骂人 永远不要 请勿 請勿 勿打 勿擾 不要打 不允许 不允許 不希望
		架電ng 電話ng 連絡ng tel禁止 telng 電話禁止 架電禁止 架電不可 連絡不可 連絡禁止 電話不可 電話拒否 連絡拒否 拒否 お断り 断る 断り 断られ 電話しない 電話をしない 連絡しない 連絡をしない かけない 希望しない 希望しません 不希望 電話は不要 連絡は不要 案内不要 勧誘不要 営業不要 セールス不要 電話等不要 同意しない 同意しません 同意なし 未同意 不同意 承諾しない 許可しない 許諾なし 不可 配信停止 停止希望 解除済 退会 取消 撤回 興味なし 興味がない 興味ありません 死亡 逝去 亡くな 故人 他界 クレーム 苦情 連絡不要 電話不要 ブラックリスト ノーコール 二度と電話 二度と連絡 二度とかけ 迷惑 削除希望 削除依頼 削除してほし 削除して下 削除してくだ から消して 同意していない 激怒 訴えると 通報する 書面のみ 弁護士を通 郵送のみ メールのみ
		삭제요청 서면으로만 이메일로만 고소하 신고하겠 차단함 욕하고 정보삭제 삭제해 명단삭제 명단에서삭제 연락원치 전화금지 전화하지 연락금지 연락하지 전화거부 연락거부 수신거부 거부 거절 미동의 비동의 동의안함 동의하지 동의철회 철회 원하지않 원치않 관심없 수신해지 구독취소 탈퇴 해지 블랙리스트 사망 고인 별세 민원 불만 금지 전화사절 연락사절 두낫콜
		ห้ามโทร ห้ามติดต่อ อย่าโทร อย่าติดต่อ ไม่ต้องโทรมา ไม่ต้องโทรอีก ไม่ต้องติดต่อ ไม่ต้องการให้ ไม่ต้องการรับ ไม่ให้โทร ไม่อยากให้โทร ไม่อยากรับ ไม่ประสงค์ ไม่สนใจ ไม่ยินยอม ไม่อนุญาต ถอนความยินยอม เพิกถอน ยกเลิกความยินยอม ลบออกจาก ลบชื่อ ลบเบอร์ ลบข้อมูล ขอลบ ขอยกเลิกการติดต่อ เสียชีวิต ตายแล้ว ถึงแก่กรรม บัญชีดำ ร้องเรียน ปฏิเสธ หยุดโทร เลิกโทร จะฟ้อง ด่าแล้ว ทนายความให้ บล็อกเบอร์ ทางอีเมลเท่านั้น`)
	unspacedClear   = unspacedOf(`遠慮なく 無遠慮 未拒绝 没有拒绝 拒否なし 拒否していない 拒否しない 거부안함 거부하지 거부없음 不在黑名单 未列入 不在名单 未登録 미등록 해당없음 該当なし 登録なし 无限制 無限制 制限なし 可以拨打 可以致电 可致电 可拨打 架電可 電話可 連絡可 통화가능 연락가능 전화가능`)
	unspacedYes     = cellsOf(`是, 对, 對, 有, 同意, 已同意, 我同意, 授权, 已授权, 許可, 许可, 已许可, 允许, 允許, 接受, 愿意, 願意, 可以, 可, 真, 是的, はい, 同意する, 同意します, 同意済み, 同意済, 同意あり, 承諾, 承諾済み, 承諾する, 許可する, 希望する, 希望します, 了承, あり, 有り, 真, 〇, 예, 네, 동의, 동의함, 동의합니다, 수신동의, 허용, 허락, 승인, 참, 가능, ใช่, ยินยอม, ตกลง, อนุญาต, ได้, ยอมรับ`)
	unspacedNo      = cellsOf(`否, 不, 不是, 没有, 沒有, 无, 無, 假, いいえ, なし, 無し, 偽, 아니오, 아니요, 아뇨, 없음, 거짓, 不对, ไม่, ไม่ใช่, ไม่ยินยอม, ไม่อนุญาต, ไม่ได้, ไม่ตกลง, ไม่ยอมรับ`)
	unspacedNothing = cellsOf(`未回答, 未填写, 回答なし, 未知, 不详, 不明, 待定, 待确认, 待確認, 可能, 未確認, 確認中, 保留, 検討中, 未定, 미정, 미확인, 확인중, 알수없음, 보류, 모름`)
	unspacedBad     = unspacedOf(`空号 空號 错号 錯號 号码错误 號碼錯誤 错误号码 停机 已停机 已停用 无效号码 無效號碼 不存在 打错 传真 傳真 非本人 番号違い 番号間違い 間違い電話 番号誤り 誤番号 現在使われて 使われていない 使用されていない 欠番 不通 別人 別の人 ファックス ファクス 결번 없는번호 잘못된번호 틀린번호 번호오류 타인 팩스 정지된번호 번호틀림 틀림 เบอร์ผิด ผิดเบอร์ โทรผิด หมายเลขผิด ผิดหมายเลข เบอร์ไม่ถูก หมายเลขไม่ถูก ไม่มีหมายเลข ไม่มีเบอร์นี้ ถูกระงับ แฟกซ์ โทรสาร ไม่ใช่เจ้าของเบอร์ เป็นของคนอื่น ไม่ใช่เบอร์ 不是本人 是别人的 別の方の番号 別人の番号 本人ではない 本人ではありません 본인아님 다른사람`)
)
