package main

import (
	"context"
	"os"
	"strconv"
	"strings"
	"time"
)

// ticks is in what unit, per second, Linux tells programs of CPU time.
const ticks = 100

// serverTime is how much CPU time the server's processes have taken that have
// ended, which those of clients do with their clients; 0 where the system does
// not tell.
func (b *bench) serverTime() time.Duration {
	b.awaitClients()
	pid, err := os.ReadFile(b.path("server/data/postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(pid), "\n")
	stat, err := os.ReadFile("/proc/" + first + "/stat")
	if err != nil {
		return 0
	}
	// proc(5): the name in brackets is the 2nd field; cutime and cstime, of
	// children that were waited for, are the 16th and 17th.
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	var spent time.Duration
	for _, f := range fields[13:15] {
		n, _ := strconv.Atoi(f)
		spent += time.Duration(n) * time.Second / ticks
	}
	return spent
}

// awaitClients waits until the server has no client but this program.
func (b *bench) awaitClients() {
	for range 200 {
		var others int
		err := b.admin.QueryRow(context.Background(), `select count(*) from pg_stat_activity
			where backend_type = 'client backend' and pid <> pg_backend_pid()`).Scan(&others)
		if err != nil || others == 0 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // for the server to see the end of the last
}
