package normalize_test

import (
	"fmt"

	"rollcall/pkg/normalize"
)

func Example() {
	first, last := normalize.FullName("GARCIA, Maria ")
	fmt.Println(first, last)
	fmt.Println(normalize.State("washington", "US"), normalize.Zip("2108", "US"))
	date, ok := normalize.Date("3 Nov 2026", normalize.OrderAuto)
	fmt.Println(date, ok)
	// Output:
	// Maria GARCIA
	// WA 02108
	// 2026-11-03 true
}

func ExampleEmail() {
	for _, cell := range []string{"Ann.Lee@Example.COM", "ann.lee at example.com"} {
		email, ok := normalize.Email(cell)
		fmt.Printf("%q %v\n", email, ok)
	}
	// Output:
	// "Ann.Lee@example.com" true
	// "" false
}

func ExampleConsent() {
	for _, cell := range []string{"Yes", " OPTED IN ", "oui", "no", "maybe", ""} {
		fmt.Printf("%q %v\n", cell, normalize.Consent(cell, []string{"oui"}))
	}
	// Output:
	// "Yes" true
	// " OPTED IN " true
	// "oui" true
	// "no" false
	// "maybe" false
	// "" false
}

func ExampleTags() {
	fmt.Printf("%q\n", normalize.Tags("solar; roof | vip, solar"))
	// Output:
	// ["solar" "roof" "vip"]
}
