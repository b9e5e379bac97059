package phone_test

import (
	"fmt"

	"rollcall/pkg/normalize/phone"
)

func ExampleParser_Parse() {
	p := phone.NewParser(phone.Options{Refuse: []string{"premium_rate"}})
	for _, cell := range []string{
		"(206) 444-1234 x12", "2064441234.0", "3.34E+13", "206-444-1234 / 206-444-1235", "206-555-0123",
	} {
		if r := p.Parse(cell, "US"); r.OK() {
			fmt.Printf("%s ext %q repair %q\n", r.E164, r.Ext, r.Repair)
		} else {
			fmt.Println(r.Problem)
		}
	}
	// Output:
	// +12064441234 ext "12" repair ""
	// +12064441234 ext "" repair "float"
	// lost_digits
	// +12064441234 ext "" repair "several"
	// fictional
}

func ExampleRegion() {
	for _, word := range []string{"England", "DEU", "+1-242", "대한민국"} {
		region, _ := phone.Region(word)
		fmt.Println(region, phone.CallingCode(region))
	}
	// Output:
	// GB 44
	// DE 49
	// BS 1
	// KR 82
}
