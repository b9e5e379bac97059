package source

// numbered are the rows of three with the numbers that a program prints before them.
var numbered = [][]string{
	{"#1", "Name", "Phone", "City"},
	{"1", "Ann Lee", "+1 206 736 5001", "Seattle"},
	{"2", "Bob Ray", "+1 206 736 5002", "Tacoma"},
	{"3", "Cy Doe", "+1 206 736 5003", "Boise"},
}

// printedForms are what programs print of tables.
var printedForms = []form{
	{name: "R", text: "     Name           Phone    City\n1 Ann Lee +1 206 736 5001 Seattle\n2 Bob Ray +1 206 736 5002  Tacoma\n3  Cy Doe +1 206 736 5003   Boise\n", want: numbered},
	{name: "R in blocks", text: "> members\n     Name           Phone\n1 Ann Lee +1 206 736 5001\n2 Bob Ray +1 206 736 5002\n3  Cy Doe +1 206 736 5003\n     City\n1 Seattle\n2  Tacoma\n3   Boise\n",
		want: numbered},
	{name: "pandas in blocks", text: "      Name            Phone  \\\n1  Ann Lee  +1 206 736 5001   \n2  Bob Ray  +1 206 736 5002   \n3   Cy Doe  +1 206 736 5003   \n\n      City  \n1  Seattle  \n2   Tacoma  \n3    Boise  \n", want: numbered},
	{name: "pandas without its last block", text: "      Name            Phone  \\\n1  Ann Lee  +1 206 736 5001   \n2  Bob Ray  +1 206 736 5002   \n3   Cy Doe  +1 206 736 5003   \n", refused: "printed without some of its columns"},
	{name: "pandas without some columns", text: "      Name            Phone  ...     City\n1  Ann Lee  +1 206 736 5001  ...  Seattle\n2  Bob Ray  +1 206 736 5002  ...   Tacoma\n3   Cy Doe  +1 206 736 5003  ...    Boise\n\n[3 rows x 9 columns]\n", refused: "printed without some of its columns"},
	{name: "two tables whose rows have the same numbers", text: "     Name           Phone\n1 Ann Lee +1 206 736 5001\n2 Bob Ray +1 206 736 5002\n\n    Paid\n1     12\n2     10\n", want: [][]string{{"#1", "Name", "Phone"}, numbered[1][:3], numbered[2][:3], {"", "Paid", ""}, {"1", "12", ""}, {"2", "10", ""}}},
	{name: "a tibble", text: "# A tibble: 3 × 3\n  Name    Phone           City   \n  <chr>   <chr>           <chr>  \n1 Ann Lee +1 206 736 5001 Seattle\n2 Bob Ray +1 206 736 5002 Tacoma \n3 Cy Doe  +1 206 736 5003 Boise  \n", want: numbered, malformed: "example_row"},
	{name: "a tibble without some columns", text: "# A tibble: 3 × 5\n  Name     Phone            City    \n  <chr>    <chr>            <chr>   \n1 Ann Lee  +1 206 736 5001  Seattle \n2 Bob Ray  +1 206 736 5002  Tacoma  \n3 Cy Doe   +1 206 736 5003  Boise   \n# ℹ 2 more variables: ok <lgl>, since <date>\n", refused: "printed without some of its columns"},
	{name: "polars", text: "shape: (3, 3)\n┌─────────┬─────────────────┬─────────┐\n│ Name    ┆ Phone           ┆ City    │\n│ ---     ┆ ---             ┆ ---     │\n│ str     ┆ str             ┆ str     │\n╞═════════╪═════════════════╪═════════╡\n│ Ann Lee ┆ +1 206 736 5001 ┆ Seattle │\n│ Bob Ray ┆ +1 206 736 5002 ┆ Tacoma  │\n│ Cy Doe  ┆ +1 206 736 5003 ┆ Boise   │\n└─────────┴─────────────────┴─────────┘\n"},
	{name: "ClickHouse", text: "   ┌─Name────┬─Phone───────────┬─City────┐\n1. │ Ann Lee │ +1 206 736 5001 │ Seattle │\n2. │ Bob Ray │ +1 206 736 5002 │ Tacoma  │\n3. │ Cy Doe  │ +1 206 736 5003 │ Boise   │\n   └─────────┴─────────────────┴─────────┘\n\n3 rows in set. Elapsed: 0.002 sec.\n", malformed: "footer"},
	{name: "dashed borders", text: "╭─────────┬─────────────────┬─────────╮\n│ Name    ┊ Phone           ┊ City    │\n├╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌┤\n│ Ann Lee ┊ +1 206 736 5001 ┊ Seattle │\n│ Bob Ray ┊ +1 206 736 5002 ┊ Tacoma  │\n│ Cy Doe  ┊ +1 206 736 5003 ┊ Boise   │\n╰─────────┴─────────────────┴─────────╯\n"},
	{name: "a command that names a refusal", text: "> print(m[, c(\"Name\", \"Phone\", \"No calls\")])\nName|Phone|No calls\nAnn|+1 206 736 5001|\nBob|+1 206 736 5002|x\nCyd|+1 206 736 5003|\n",
		want: [][]string{{"Name", "Phone", "No calls"}, {"Ann", "+1 206 736 5001", ""}, {"Bob", "+1 206 736 5002", "x"}, {"Cyd", "+1 206 736 5003", ""}}},
	{name: "a command that chooses who wants no calls", text: "> print(m[m$no_calls, c(\"Name\", \"Phone\", \"No calls\")])\nName|Phone|No calls\nAnn|+1 206 736 5001|\nBob|+1 206 736 5002|x\nCyd|+1 206 736 5003|\n", refused: "says not to call"},
	{name: "a word that means not to call", text: "Name,Phone,Result\nAnn,+1 206 736 5001,ok\nBob,+1 206 736 5002,zapped\nCyd,+1 206 736 5003,ok\n* Result: zapped = must not be called\n", want: [][]string{{"Name", "Phone", "Result"}, {"Ann", "+1 206 736 5001", "ok"}, {"Bob", "+1 206 736 5002", "zapped"}, {"Cyd", "+1 206 736 5003", "ok"}}},
	{name: "two words that mean not to call", text: "Name,Phone,Result\nAnn,+1 206 736 5001,ok\nBob,+1 206 736 5002,zapped\nCyd,+1 206 736 5003,void\nzapped or void = must not be called\n", refused: "says not to call"},
	{name: "a word of two columns that means not to call", text: "Name,Phone,Result,Mail\nAnn,+1 206 736 5001,ok,zapped\nBob,+1 206 736 5002,zapped,\nCyd,+1 206 736 5003,ok,\nzapped = must not be called\n", refused: "says not to call"},
	{name: "numbers that were agreed to", text: "Name,Phone,Consent number\nAnn,+1 206 736 5001,+1 206 736 5001\nBob,+1 206 736 5002,+1 206 736 5002\nCyd,+1 206 736 5003,+1 206 736 5003\n",
		want: [][]string{{"Name", "Phone", "Consent number"}, {"Ann", "+1 206 736 5001", "+1 206 736 5001"}, {"Bob", "+1 206 736 5002", "+1 206 736 5002"}, {"Cyd", "+1 206 736 5003", "+1 206 736 5003"}}},
	{name: "another number was agreed to", text: "Name,Phone,Opted-in phone\nAnn,+1 206 736 5001,+1 206 736 5001\nBob,+1 206 736 5002,+1 206 736 5009\nCyd,+1 206 736 5003,+1 206 736 5003\n", refused: "only the numbers in it"},
	{name: "somebody's number was not agreed to", text: "Name,Phone,consent_phone\nAnn,+1 206 736 5001,+1 206 736 5001\nBob,+1 206 736 5002,\nCyd,+1 206 736 5003,+1 206 736 5003\n", refused: "only the numbers in it"},
	{name: "an error below a total that holds", text: "Name,Phone,Paid\nAnn,+1 206 736 5001,10\nBob,+1 206 736 5002,20\nCyd,+1 206 736 5003,5\nTotal,,35\nERROR: connection closed\n",
		want: [][]string{{"Name", "Phone", "Paid"}, {"Ann", "+1 206 736 5001", "10"}, {"Bob", "+1 206 736 5002", "20"}, {"Cyd", "+1 206 736 5003", "5"}}, malformed: "footer"},
	{name: "an error below a total of more", text: "Name,Phone,Paid\nAnn,+1 206 736 5001,10\nBob,+1 206 736 5002,20\nCyd,+1 206 736 5003,5\nTotal,,45\nERROR: connection closed\n", refused: "the export stopped there"},
	{name: "how often each answer is there", text: "Name,Phone,May we call\nAnn,+1 206 736 5001,yes\nBob,+1 206 736 5002,no\nCyd,+1 206 736 5003,yes\nMay be called,2,\nDo not call,1,\n",
		want: [][]string{{"Name", "Phone", "May we call"}, {"Ann", "+1 206 736 5001", "yes"}, {"Bob", "+1 206 736 5002", "no"}, {"Cyd", "+1 206 736 5003", "yes"}}},
	{name: "more refusals counted than there are", text: "Name,Phone,May we call\nAnn,+1 206 736 5001,yes\nBob,+1 206 736 5002,no\nCyd,+1 206 736 5003,yes\nMay be called,1,\nDo not call,2,\n", refused: "says not to call"},
	{name: "a page with names over several rows", text: "<table><tr><th rowspan=2>Name<th colspan='2'>Phone<th rowspan=\"2\">City</tr><tr><th>Home<th>Fax</tr><tr><td>Ann<td>+1 206 736 5001<td>+1 206 736 5011<td ROWSPAN=2>Reno</tr><tr><td>Bob<td>+1 206 736 5002<td>+1 206 736 5012</tr><tr><td>Cyd<td>+1 206 736 5003<td><td>Waco</tr></table>",
		want: [][]string{{"Name", "Phone Home", "Phone Fax", "City"}, {"Ann", "+1 206 736 5001", "+1 206 736 5011", "Reno"}, {"Bob", "+1 206 736 5002", "+1 206 736 5012", "Reno"}, {"Cyd", "+1 206 736 5003", "", "Waco"}}},
	{name: "a page whose refusals hold for several rows", text: "<table><tr><th>No calls<th>Name<th>Phone</tr><tr><td rowspan=2>no<td>Ann<td>+1 206 736 5001</tr><tr><td>Bob<td>+1 206 736 5002</tr><tr><td rowspan=2>yes<td>Cyd<td>+1 206 736 5003</tr><tr><td>Dan<td>+1 206 736 5004</tr></table>",
		want: [][]string{{"No calls", "Name", "Phone"}, {"no", "Ann", "+1 206 736 5001"}, {"no", "Bob", "+1 206 736 5002"}, {"yes", "Cyd", "+1 206 736 5003"}, {"yes", "Dan", "+1 206 736 5004"}}},
}
