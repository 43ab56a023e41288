// Package view holds the parts of which the pages of the console are made: the
// frame, buttons, badges, summaries, tables, fields. A part shows what it is given;
// it knows no service and decides nothing. The page /console/components shows each.
package view
