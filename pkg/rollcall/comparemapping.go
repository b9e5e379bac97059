package rollcall

import (
	"context"
	"fmt"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/infile"
	"rollcall/pkg/mapping"
)

// CompareOptions name the file and the mapping that CompareMapping compares.
type CompareOptions struct {
	Env
	// File is the path of the file; "-" is standard input.
	File string
	// Mapping is the path of the mapping file.
	Mapping string
	// Region is an ISO 3166 code that overrules the mapping's.
	Region string
}

// CompareMapping returns where a file and a mapping no longer match. If an import
// would refuse the file for it, it also returns an error.
func CompareMapping(ctx context.Context, o CompareOptions) ([]mapping.Drift, error) {
	pr := profiling{env: o.Env, file: o.File, mapping: o.Mapping, region: o.Region}
	if err := pr.run(ctx); err != nil {
		return nil, err
	}
	drift, err := pr.drift(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range drift {
		if d.Refused {
			return drift, &Error{Usage, "mapping_drift", "Fix the mapping, or ask for the file as it was.",
				fmt.Errorf("an import of %s would be refused by %s", o.File, o.Mapping)}
		}
	}
	return drift, nil
}

// drift returns where the file and the mapping no longer match. A column that
// says who must not be called, or who agreed to be, is refused where the mapping
// does not name it.
func (pr *profiling) drift(ctx context.Context) ([]mapping.Drift, error) {
	drift, err := infile.Await(ctx, func() ([]mapping.Drift, error) {
		return append([]mapping.Drift{}, pr.loaded.Drift(pr.profile)...), nil
	})
	if err != nil {
		return nil, err
	}
	for i, d := range drift {
		if d.Code != "new_column" {
			continue
		}
		what := ""
		switch read := header.Read(d.Header); {
		case isRefusalColumn(read):
			what = "; it says who must not be called"
		case isConsentColumn(read):
			what = "; it says who agreed to be called"
		default:
			continue
		}
		drift[i].Refused = true
		if !strings.HasSuffix(d.Message, what) {
			drift[i].Message += what
		}
	}
	return drift, nil
}
