package store

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"
)

// columns are the standard fields as columns of contacts, in the order of
// contact.Field, with time_zones, time_zone_from and calling_states after them,
// which go with time_zone, and other_phones.
var columns = func() []string {
	var all []string
	for i := range contact.NumFields {
		all = append(all, contact.Field(i).String())
	}
	return append(all, "time_zones", "time_zone_from", "calling_states", "other_phones")
}()

// list writes columns, each through format, in which %[1]s is the column.
func list(format string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = fmt.Sprintf(format, c)
	}
	return strings.Join(parts, ", ")
}

// contactColumns are those of contacts that an import fills, in the order in
// which loadContacts writes them.
var contactColumns = "id, phone, " + list("%s") + ", fields, tags, import_id, import_digest, created_at, updated_at"

// numberOfColumns is how many contactColumns there are.
var numberOfColumns = len(columns) + 8

// othersColumn is the place of the contact's further numbers among columns.
var othersColumn = slices.Index(columns, "other_phones")

// The places of consent_date and consent_source among columns.
var (
	consentDateColumn   = slices.Index(columns, "consent_date")
	consentSourceColumn = slices.Index(columns, "consent_source")
)
