package workflow

import "slices"

// Order is the legal order of the home study (评估程序), set by the pack.
type Order string

// The two orders.
const (
	// OrderA has the integration inside the assessment (national text).
	OrderA Order = "A"
	// OrderB assesses the capacity first, chooses the best of several families,
	// and evaluates the integration after that (Sichuan and others).
	OrderB Order = "B"
)

// Orders lists the orders.
func Orders() []Order { return []Order{OrderA, OrderB} }

// Chinese describes the order.
func (o Order) Chinese() string {
	if o == OrderB {
		return "先能力评估、择优后融合的程序"
	}
	return "融合在评估之内的程序"
}

// StatesOf lists the states of an order, in the order of the lifecycle.
func StatesOf(o Order) []State {
	if o == OrderB {
		return States()
	}
	return slices.DeleteFunc(States(), func(s State) bool { return s == Selecting || s == IntegrationReview || s == NotSelected })
}

// order is the order of the case; one that names none is older than order B.
func (c *Case) order() Order {
	if c.Order == "" {
		return OrderA
	}
	return c.Order
}
