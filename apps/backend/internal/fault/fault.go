// Package fault makes requests fail or wait on purpose: a share of them, so that a canary can be seen to be bad, or
// single ones that ask for it, so that what callers do about it can be measured.
package fault

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault is what is done to a share of requests.
type Fault struct {
	// Status is what they are answered with; 0 for what they would be anyway.
	Status int
	// Delay is how long they wait first.
	Delay time.Duration
	// Rate is the share, 0 to 1.
	Rate float64
}

var (
	statusPattern   = regexp.MustCompile(`^[45]\d\d$`)
	ratePattern     = regexp.MustCompile(`^(0(\.\d+)?|1(\.0+)?)$`)
	durationPattern = regexp.MustCompile(`^\d+(\.\d+)?(ms|s)$`)
)

// askedPattern is one part of the header x-fault: who, after @ which of its versions or pods, and what.
var askedPattern = regexp.MustCompile(
	`^([^@:]+)(?:@([^@:]+))?:(?:delay=(\d{1,3}(?:\.\d+)?))?(?:;?status=([2-5]\d\d))?$`)

// Read reads FAULT_STATUS, FAULT_DELAY and FAULT_RATE; the rate is 0 if they ask for no fault.
func Read(variable func(string) string) (Fault, error) {
	status, delay, rate := variable("FAULT_STATUS"), variable("FAULT_DELAY"), variable("FAULT_RATE")
	if status == "" && delay == "" {
		return Fault{}, nil
	}
	fault := Fault{Rate: 1}
	if status != "" {
		if !statusPattern.MatchString(status) {
			return Fault{}, fmt.Errorf("Cannot read FAULT_STATUS %q as a status from 400 to 599", status)
		}
		fault.Status, _ = strconv.Atoi(status)
	}
	if delay != "" {
		if !durationPattern.MatchString(delay) {
			return Fault{}, fmt.Errorf("Cannot read %q as a duration such as \"250ms\" or \"1.5s\"", delay)
		}
		fault.Delay, _ = time.ParseDuration(delay)
	}
	if rate != "" {
		if !ratePattern.MatchString(rate) {
			return Fault{}, fmt.Errorf("Cannot read FAULT_RATE %q as a share from 0 to 1", rate)
		}
		fault.Rate, _ = strconv.ParseFloat(rate, 64)
	}
	return fault, nil
}

// Asked reads what the header x-fault asks of one pod, such as "backend:delay=12;status=200, ml@canary:status=503" with
// a delay in seconds; the rate is 0 if it asks for nothing. What cannot be read is answered with 400.
func Asked(header, service, version, pod string) Fault {
	if header == "" {
		return Fault{}
	}
	for part := range strings.SplitSeq(header, ",") {
		match := askedPattern.FindStringSubmatch(strings.TrimSpace(part))
		if match == nil {
			return Fault{Status: 400, Rate: 1}
		}
		if match[1] == service && slices.Contains([]string{"", version, pod}, match[2]) {
			seconds, _ := strconv.ParseFloat(match[3], 64)
			status, _ := strconv.Atoi(match[4])
			return Fault{Status: status, Delay: time.Duration(seconds * float64(time.Second)), Rate: 1}
		}
	}
	return Fault{}
}

// Apply waits as asked, unless the request ends before, and returns the status to answer with; 0 for no fault.
func (fault Fault) Apply(ctx context.Context) int {
	if rand.Float64() >= fault.Rate {
		return 0
	}
	select {
	case <-time.After(fault.Delay):
	case <-ctx.Done():
	}
	return fault.Status
}
