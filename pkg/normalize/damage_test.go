package normalize

import "testing"

// TestName is the truth table of cells of names: what is read, or ! and what is damaged.
func TestName(t *testing.T) {
	for _, c := range [][2]string{
		{"Ann", "Ann"}, {" Jean-Luc ", "Jean-Luc"}, {"O'Brien", "O'Brien"}, {"'t Hooft", "'t Hooft"}, {"Robert \"Bob\" Smith", "Robert \"Bob\" Smith"},
		{`\"Tina\"`, "Tina"}, {`O\'Brien`, "O'Brien"}, {"'O'Brien'", "O'Brien"}, {`"Carla`, "Carla"}, {`Carla"`, "Carla"}, {`"Maria Petersen"`, "Maria Petersen"}, {`""Maria Petersen"`, "Maria Petersen"},
		{`ד"ר כהן`, `ד"ר כהן`}, {"Maria\nde la Cruz", "Maria\nde la Cruz"}, {"Ann Lee\nand Bob Lee", "Ann Lee\nand Bob Lee"}, {"Unit 12 Resident", "Unit 12 Resident"}, {"Maria Lopez | Realtor", "Maria Lopez | Realtor"},
		{"Juan Lopez; Maria Lopez", "Juan Lopez; Maria Lopez"}, {"Ditto", "Ditto"}, {"Smith #2", "Smith #2"}, {"Zoë", "Zoë"}, {"Ｔａｎ", "Ｔａｎ"}, {"\tAnn\r\n", "Ann"},
		{`De"lgado`, "!a quote within a name"}, {`Mendoza"Vertex Group`, "!a quote within a name"}, {`needs ""parking"" nearby"Nuno`, "!a quote within a name"},
		{`Smith\`, "!a backslash"}, {"Garci\na", "!a line break within a word"}, {"Иван\nов", "!a line break within a word"}, {"Fairc\tlough", "!a line break within a word"}, {"Ann\tLee", "Ann Lee"}, {"Fairc,lough", "!a delimiter next to a word"}, {"Lee,jr", "Lee,jr"}, {"Lee,de la Cruz", "Lee,de la Cruz"}, {"lee,ann", "lee,ann"}, {"Okafor|", "!a delimiter next to a word"}, {"Schneider~ Carla", "!a delimiter next to a word"}, {"^Lee", "!a delimiter next to a word"}, {"JC<rgen", "!a delimiter next to a word"}, {"Ann ~ Lee", "Ann ~ Lee"}, {"Ann Lee*", "Ann Lee*"}, {"Okafor| Jürgen", "!a delimiter next to a word"}, {"Okafor; Jürgen", "!a delimiter next to a word"},
		{"+49 160 5911912", "!a number"}, {"$5,208.00", "!a number"}, {"8799.75", "!a number"}, {"12", "12"}, {"J. 2", "J. 2"}, {"########", "!the signs of a column that was too narrow instead of its value"}, {"ditto", "!a ditto mark instead of the value itself"}, {`"`, "!a ditto mark instead of the value itself"}, {"''", "!a ditto mark instead of the value itself"}, {"〃", "!a ditto mark instead of the value itself"},
		{"In\uFFFDs", "!a letter that was lost"}, {"A\x01ukasz", "!control characters"},
	} {
		name, damage := Name(c[0])
		if damage != "" {
			name = "!" + damage
		}
		if name != c[1] {
			t.Errorf("Name(%q) is %q, not %q", c[0], name, c[1])
		}
	}
}

// TestKindOfZip has texts by what they are where the country is known.
func TestKindOfZip(t *testing.T) {
	for _, c := range []struct {
		country string
		kind    ZipKind
		texts   []string
	}{
		{"US", ZipCode, []string{"80222", "10001-0001", "2000", "K1A 0B1", "SW1A 1AA", "New York NY 10001", "00501"}},
		{"US", ZipNone, []string{"00303", "303", `"`, "########", "80\n222", "unknown", "XXXXX", "?", "NO ZIPCODE", "Boston", "test post code"}},
		{"US", ZipStrays, []string{"NJ", "No", "TRUE", "ann@example.com", "$5,683.00", "8178.33", "2127365000", "(212) 736-5000", "01/29/2026", "Signed up at desk 3", "Will bring documents, passport and photos", "Size 5\" pipe, 2 units"}},
		{"GB", ZipCode, []string{"Cardiff CF10 3RB", "LS1"}},
		{"GB", ZipNone, []string{"Leeds", "Isle of Man"}},
		{"DE", ZipCode, []string{"10115", "D-10115", "1010"}},
		{"DE", ZipStrays, []string{"1.234,50", "nein"}},
		{"GB", ZipStrays, []string{"£20", "Wants a quote by Friday"}},
		{"", ZipCode, []string{"KGN", "Hong Kong", "1234567890", "A65 F4E2"}},
		{"", ZipStrays, []string{"ann@example.com"}},
	} {
		for _, text := range c.texts {
			if kind := KindOfZip(Zip(text, c.country), c.country); kind != c.kind {
				t.Errorf("KindOfZip(%q, %q) is %d, not %d", text, c.country, kind, c.kind)
			}
		}
	}
}

func TestCutEmail(t *testing.T) {
	for text, want := range map[string]string{
		"theo.be;langer64@example.com": "", "fiona.casti\nllo@example.com": "", "Home\nann@example.com": "ann@example.com", "ann@example.com;bob@example.com": "ann@example.com",
		"n/a;ann@example.com": "ann@example.com", "Lee, Ann <ann@example.com>": "ann@example.com",
	} {
		if email, _ := Email(text); email != want {
			t.Errorf("Email(%q) is %q, not %q", text, email, want)
		}
	}
}
