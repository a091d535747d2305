// Package advice says what to do with a thing that is no longer wanted.
package advice

// Action is what to do, in one word.
type Action string

// The three ways on, and none.
const (
	Reuse   Action = "reuse"
	Recycle Action = "recycle"
	Resell  Action = "resell"
	Ask     Action = "ask"
)

// Advice is what to do and how.
type Advice struct {
	Action Action   `json:"action"`
	Title  string   `json:"title"`
	Steps  []string `json:"steps"`
	// Impact is why it matters; told since release 1.1.0.
	Impact string `json:"impact,omitempty"`
}

// Unknown is the category of what the model is not sure enough of.
const Unknown = "unknown"

// Sure is how sure the model has to be, 0 to 1.
const Sure = 0.45

var advices = map[string]Advice{
	"book": {Resell, "Find it another reader", []string{
		"Look up its ISBN on a second-hand bookshop's page",
		"Offer it to a library, a school or a public bookcase",
		"Only a damaged book belongs in waste paper, without its cover",
	}, "A book that is read twice needed its paper once."},
	"bottle": {Recycle, "Bring it back", []string{
		"If there is a deposit on it, return it where you bought it",
		"Otherwise empty it, take off the cap and sort it by colour",
		"A sturdy one makes a good vase or watering can",
	}, "Glass can be melted again and again without becoming worse."},
	"box": {Reuse, "Use it for the next parcel", []string{
		"Open it along the tape and keep it flat",
		"Turn it inside out for a clean outside",
		"Once it is torn or wet, put it in waste paper",
	}, "Every use of a box is one box that nobody has to make."},
	"can": {Recycle, "Metal stays metal", []string{
		"If there is a deposit on it, return it uncrushed",
		"Otherwise rinse it and put it with metals",
		"Leave the tab on: it is of the same metal",
	}, "Recycled aluminium takes about a twentieth of the energy of new aluminium."},
	"chair": {Reuse, "Mend it or give it away", []string{
		"Tighten its screws and glue what is loose",
		"Sand and paint it, or cover the seat anew",
		"Offer it to neighbours or to a charity's shop",
	}, "Most chairs are thrown away for one loose joint."},
	"lamp": {Recycle, "It is electrical waste", []string{
		"Take out the bulb: it is collected by itself",
		"If the lamp still works, offer it to somebody first",
		"Bring it to a shop or a collection point that takes electrical devices",
	}, "Its copper can be won back; in a dustbin it is lost."},
	"mug": {Reuse, "Give it another job", []string{
		"Keep pens, brushes or a small plant in it",
		"Take it along in place of a paper cup",
		"If it is broken: ceramics are not glass, they go with the rest",
	}, "It has to replace many paper cups to be worth its firing, so use it long."},
	"phone": {Resell, "Somebody wants it", []string{
		"Save your data, sign out and reset it",
		"Sell it, or let its maker take it back",
		"A broken one goes to a collection point, never in the bin: its battery can burn",
	}, "Most of a phone's emissions come from making it; a second owner saves one phone."},
	"shirt": {Reuse, "Wear it on", []string{
		"Mend small holes, dye it if it is stained",
		"Swap it, sell it or give it to a charity",
		"Cut a worn one into cleaning cloths",
	}, "A cotton shirt takes some 2,700 litres of water to make."},
	"shoe": {Resell, "A pair goes further", []string{
		"Clean them and tie the pair together",
		"Sell them, or bring them to a shoe collection",
		"A cobbler can renew worn heels and soles",
	}, "New soles cost a fraction of a new pair, for you and for the world."},
}

var unknown = Advice{Ask, "We are not sure", []string{
	"Take the picture again: the whole thing, from the front, in good light",
	"Your local recycling centre knows what to do with nearly everything",
}, ""}

// For is the category that is answered, and the advice for it.
func For(category string, confidence float64, impact bool) (string, Advice) {
	found, known := advices[category]
	if !known || confidence < Sure {
		return Unknown, unknown
	}
	if !impact {
		found.Impact = ""
	}
	return category, found
}
