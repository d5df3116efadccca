package population

// reserve is an occupation's lasting reserve toward AI beyond what trust,
// fear, skill and capability explain, in logits of the decision to use it:
// negative for those who hold back. The order of occupations is that of the
// surveys below, the sizes are assumed; an occupation without a survey of its
// own lies between a neighbour's and 0.
//
//	12 % of illustrators, 22 % of authors, 37 % of translators used generative
//	     AI for work by January 2024 (Society of Authors, members in the UK;
//	     targets B01 to B03)
//	38 % of songwriters and composers by mid-2024 (APRA AMCOS; B04)
//	64 % of journalists and marketers in Denmark by the end of 2023 (Humlum
//	     and Vestergaard; B08), level with other office occupations
//	83 % of creative professionals in a vendor's panel of late 2023 (Adobe;
//	     B05), an upper bound, most of them designers and marketers
func reserve(occupation string) float64 {
	switch occupation {
	case "fine_artists_illustrators":
		return -1.5 // the 12 %, lowest of all trades asked
	case "special_effects_artists":
		return -0.6 // neighbours of illustrators
	case "photographers":
		return -0.5 // neighbours of illustrators
	case "writers":
		return -0.5 // the 22 % of authors
	case "musicians":
		return -0.3 // between composers and live work
	case "composers":
		return 0.1 // the 38 %, 14 % in creation itself
	case "translators":
		return 0.4 // the 37 %, and long practice with machine translation
	case "journalists":
		return 0.1 // the 64 %, one country with high use everywhere
	case "pr_specialists":
		return 0.5 // the 64 % counts marketers
	case "web_developers":
		return 0.6 // assistants for code came first
	case "interface_designers":
		return 0.3 // half of the web developers' lead
	case "technical_writers":
		return 0.3 // work beside developers
	}
	return 0
}
