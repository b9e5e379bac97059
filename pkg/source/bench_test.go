package source

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"testing"
	"time"
)

// benchmarkList is a list of contacts, some 5 MB of it.
func benchmarkList(format string) []byte {
	var b bytes.Buffer
	b.WriteString("First Name,Last Name,Phone,Email,Address,City,State,Zip,Consent,Notes\n")
	for i := range 50_000 {
		fmt.Fprintf(&b, format, i, i%10_000, i, i)
	}
	return b.Bytes()
}

// BenchmarkAgainstEncodingCSV reads lists and lets encoding/csv do so, with
// ReuseRecord, in turn and on one goroutine; times-csv says how many times as
// fast this package is, by the fastest pass of each.
func BenchmarkAgainstEncodingCSV(b *testing.B) {
	lists := []struct{ name, format string }{
		{"plain", "Ann%d,Smith,(206) 555-%04d,ann%d@example.com,%d Main St,Seattle,WA,98101,yes,\n"},
		{"mixed", "Ann%d,Smith,(206) 555-%04d,ann%d@example.com,\"%d Main St, Apt 4\",Seattle,WA,98101,yes,\n"},
		{"quoted", "\"Ann%d\",\"Smith\",\"(206) 555-%04d\",\"ann%d@example.com\",\"%d Main St, Apt 4\",\"Seattle\",\"WA\",\"98101\",\"yes\",\"\"\n"},
	}
	for _, l := range lists {
		list := benchmarkList(l.format)
		for _, unhashed := range []bool{true, false} {
			also := ", and hash"
			if unhashed {
				also = ""
			}
			b.Run(l.name+also, func(b *testing.B) {
				b.SetBytes(int64(len(list)))
				ours, theirs := time.Hour, time.Hour
				for b.Loop() {
					theirs = min(theirs, duration(func() int { return readByCSV(b, list) }))
					ours = min(ours, duration(func() int { return readByUs(b, list, unhashed) }))
				}
				b.ReportMetric(float64(theirs)/float64(ours), "times-csv")
				b.ReportMetric(float64(len(list))/1e6/ours.Seconds(), "our-MB/s")
				b.ReportMetric(0, "ns/op") // of both together
			})
		}
	}
}

// BenchmarkOpen opens a list, which finds out how it is written, and reads as much of
// it with encoding/csv as is looked at, in turn; csv-passes says how many such passes
// an opening takes, by the fastest of each. Short lists are little else.
func BenchmarkOpen(b *testing.B) {
	list := benchmarkList("Ann%d,Smith,(206) 555-%04d,ann%d@example.com,%d Main St,Seattle,WA,98101,yes,\n")
	head := list[:bytes.LastIndexByte(list[:sampleSize], '\n')+1]
	ours, theirs := time.Hour, time.Hour
	for b.Loop() {
		theirs = min(theirs, duration(func() int { return readByCSV(b, head) }))
		ours = min(ours, duration(func() int {
			r, err := Open(context.Background(), "-", bytes.NewReader(list), Options{Unhashed: true})
			if err != nil {
				b.Fatal(err)
			}
			r.Close()
			return 0
		}))
	}
	b.ReportMetric(float64(ours)/float64(theirs), "csv-passes")
	b.ReportMetric(0, "ns/op")
}

func duration(pass func() int) time.Duration {
	start := time.Now()
	pass()
	return time.Since(start)
}

func readByCSV(b *testing.B, list []byte) (cells int) {
	r := csv.NewReader(bytes.NewReader(list))
	r.ReuseRecord = true
	for row := range allOf(b, r.Read) {
		cells += len(row)
	}
	return cells
}

func readByUs(b *testing.B, list []byte, unhashed bool) (cells int) {
	r, err := Open(context.Background(), "-", bytes.NewReader(list), Options{Unhashed: unhashed})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	for c := range allOf(b, r.Next) {
		for rec := range c.Records() {
			cells += len(rec.Cells)
		}
	}
	return cells
}
