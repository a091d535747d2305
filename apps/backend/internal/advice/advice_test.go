package advice

import (
	"encoding/json"
	"os"
	"testing"
)

func TestThereIsAdviceForEveryCategoryOfTheModel(t *testing.T) {
	text, err := os.ReadFile("../../../ml/model/metrics.json")
	if err != nil {
		t.Fatal(err)
	}
	var metrics struct {
		Test struct{ Categories map[string]any }
	}
	if err := json.Unmarshal(text, &metrics); err != nil {
		t.Fatal(err)
	}
	if len(metrics.Test.Categories) != len(advices) {
		t.Errorf("%d categories, advice for %d", len(metrics.Test.Categories), len(advices))
	}
	for category := range metrics.Test.Categories {
		got, advice := For(category, 0.9, true)
		if got != category || len(advice.Steps) < 2 || advice.Title == "" || advice.Impact == "" {
			t.Errorf("%s: got %s, %+v", category, got, advice)
		}
	}
}

func TestSaysSoWhenTheModelIsNotSure(t *testing.T) {
	for category, confidence := range map[string]float64{"mug": Sure - 0.01, "spaceship": 1} {
		if got, advice := For(category, confidence, true); got != Unknown || advice.Action != Ask {
			t.Errorf("%s at %v: got %s, %+v", category, confidence, got, advice)
		}
	}
	if got, _ := For("mug", Sure, true); got != "mug" {
		t.Errorf("got %s", got)
	}
}

func TestTellsTheImpactOnlyWhenAskedTo(t *testing.T) {
	if _, advice := For("can", 1, false); advice.Impact != "" {
		t.Errorf("got %q", advice.Impact)
	}
	if _, advice := For("can", 1, true); advice.Impact == "" {
		t.Error("no impact")
	}
}
