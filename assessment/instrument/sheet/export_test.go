package sheet

// Chinese gives tests the words of a finding.
var Chinese = chinese
