// Package fault makes a share of requests fail or wait on purpose, so that a canary can be seen to be bad.
package fault

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
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
