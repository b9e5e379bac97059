package source_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"rollcall/pkg/source"
)

// A list is read in chunks, whose records may be parsed on any goroutine. That
// it has semicolons, quotes and a title above its header is found out.
func Example() {
	list := strings.NewReader("Leads of the fair\n\nName;Phone\n\"Lee; Ann\";206-444-1001\nBob;206-444-1002\n")
	r, err := source.Open(context.Background(), "-", list, source.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer r.Close()
	fmt.Printf("%q, %q\n", r.Format().Delimiter, r.Header())
	for {
		chunk, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		for rec := range chunk.Records() {
			fmt.Println(rec.Line, strings.Join(rec.Cells, " | "))
		}
		chunk.Release()
	}
	// Output:
	// ";", ["Name" "Phone"]
	// 4 Lee; Ann | 206-444-1001
	// 5 Bob | 206-444-1002
}

// What can't be a list is refused, with what it looks like and what to do.
func ExampleOpen_refused() {
	_, err := source.Open(context.Background(), "-", strings.NewReader("%PDF-1.7\n"), source.Options{})
	var refused *source.RefusedError
	fmt.Println(errors.As(err, &refused))
	// Output:
	// true
}
