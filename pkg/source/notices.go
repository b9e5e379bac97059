package source

import (
	"sync"
)

// fileNotices are what the rows of a file showed that no single record can carry.
type fileNotices struct {
	sync.Mutex
	repeated      int64 // headers
	firstRepeated int64 // line
	refused       *RefusedError
	encoding      string // what was guessed of it
	undone        map[*escape]int64
}

func (f *fileNotices) repeat(line int64) {
	f.Lock()
	defer f.Unlock()
	if f.repeated++; f.firstRepeated == 0 || line < f.firstRepeated {
		f.firstRepeated = line
	}
}

func (f *fileNotices) refusal() error {
	f.Lock()
	defer f.Unlock()
	return f.refused
}

func (f *fileNotices) notices() (all []Notice) {
	f.Lock()
	defer f.Unlock()
	if f.encoding != "" {
		all = append(all, Notice{Code: "encoding_guessed", Message: f.encoding})
	}
	for _, e := range append(escapes, mojibake) {
		if n := f.undone[e]; n > 0 {
			all = append(all, Notice{Code: e.code, Message: e.message, Count: n})
		}
	}
	if n := f.repeated; n > 0 {
		all = append(all, Notice{
			Code: "repeated_header", Line: f.firstRepeated, Count: n,
			Message: "the header is repeated between the rows; these lines are not rows",
		})
	}
	return all
}

// refuse keeps the refusal with the lowest line.
func (f *fileNotices) refuse(e *RefusedError) {
	f.Lock()
	defer f.Unlock()
	if f.refused == nil || e.Line < f.refused.Line {
		f.refused = e
	}
}
