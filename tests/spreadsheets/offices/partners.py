"""Universities with which the offices agree: name, country, code, and the name in its own language."""

from typing import NamedTuple


class Partner(NamedTuple):
    """A partner as a list may write it."""

    name: str
    country: str
    code: str
    city: str
    local: str = ""


PARTNERS = [
    Partner("Keele University", "United Kingdom", "GB", "Keele"),
    Partner("Cranfield University", "United Kingdom", "GB", "Cranfield"),
    Partner("King’s College London", "United Kingdom", "GB", "London"),
    Partner("University of Stirling", "United Kingdom", "GB", "Stirling"),
    Partner("Cardiff University", "United Kingdom", "GB", "Cardiff", "Prifysgol Caerdydd"),
    Partner("University of Tartu", "Estonia", "EE", "Tartu", "Tartu Ülikool"),
    Partner("Åbo Akademi University", "Finland", "FI", "Turku", "Åbo Akademi"),
    Partner("University of Oulu", "Finland", "FI", "Oulu", "Oulun yliopisto"),
    Partner("Umeå University", "Sweden", "SE", "Umeå", "Umeå universitet"),
    Partner("Linköping University", "Sweden", "SE", "Linköping", "Linköpings universitet"),
    Partner("University of Bergen", "Norway", "NO", "Bergen", "Universitetet i Bergen"),
    Partner("Aarhus University", "Denmark", "DK", "Aarhus", "Aarhus Universitet"),
    Partner("University of Iceland", "Iceland", "IS", "Reykjavík", "Háskóli Íslands"),
    Partner("University of Bremen", "Germany", "DE", "Bremen", "Universität Bremen"),
    Partner("University of Tübingen", "Germany", "DE", "Tübingen", "Eberhard Karls Universität Tübingen"),
    Partner("Ruhr University Bochum", "Germany", "DE", "Bochum", "Ruhr-Universität Bochum"),
    Partner("University of Rostock", "Germany", "DE", "Rostock", "Universität Rostock"),
    Partner("University of Graz", "Austria", "AT", "Graz", "Universität Graz"),
    Partner("University of Fribourg", "Switzerland", "CH", "Fribourg", "Université de Fribourg"),
    Partner("University of Poitiers", "France", "FR", "Poitiers", "Université de Poitiers"),
    Partner("University of Rouen Normandy", "France", "FR", "Rouen", "Université de Rouen Normandie"),
    Partner("Ghent University", "Belgium", "BE", "Ghent", "Universiteit Gent"),
    Partner("Radboud University", "Netherlands", "NL", "Nijmegen", "Radboud Universiteit"),
    Partner("University of Salamanca", "Spain", "ES", "Salamanca", "Universidad de Salamanca"),
    Partner("University of A Coruña", "Spain", "ES", "A Coruña", "Universidade da Coruña"),
    Partner("University of Évora", "Portugal", "PT", "Évora", "Universidade de Évora"),
    Partner("University of Sassari", "Italy", "IT", "Sassari", "Università degli Studi di Sassari"),
    Partner("University of Trento", "Italy", "IT", "Trento", "Università di Trento"),
    Partner("University of Ostrava", "Czech Republic", "CZ", "Ostrava", "Ostravská univerzita"),
    Partner("Masaryk University", "Czech Republic", "CZ", "Brno", "Masarykova univerzita"),
    Partner("University of Žilina", "Slovakia", "SK", "Žilina", "Žilinská univerzita"),
    Partner("University of Szeged", "Hungary", "HU", "Szeged", "Szegedi Tudományegyetem"),
    Partner("University of Łódź", "Poland", "PL", "Łódź", "Uniwersytet Łódzki"),
    Partner("Vytautas Magnus University", "Lithuania", "LT", "Kaunas", "Vytauto Didžiojo universitetas"),
    Partner("Babeș-Bolyai University", "Romania", "RO", "Cluj-Napoca", "Universitatea Babeș-Bolyai"),
    Partner("University of Zagreb", "Croatia", "HR", "Zagreb", "Sveučilište u Zagrebu"),
    Partner("University of Patras", "Greece", "GR", "Patras", "Πανεπιστήμιο Πατρών"),
    Partner("Hacettepe University", "Türkiye", "TR", "Ankara", "Hacettepe Üniversitesi"),
    Partner("Tomsk State University", "Russia", "RU", "Tomsk", "Томский государственный университет"),
    Partner("Ivane Javakhishvili Tbilisi State University", "Georgia", "GE", "Tbilisi"),
    Partner("Hokkaido University", "Japan", "JP", "Sapporo", "北海道大学"),
    Partner("Kanazawa University", "Japan", "JP", "Kanazawa", "金沢大学"),
    Partner("Nagasaki University", "Japan", "JP", "Nagasaki", "長崎大学"),
    Partner("Okayama University", "Japan", "JP", "Okayama", "岡山大学"),
    Partner("Chonnam National University", "South Korea", "KR", "Gwangju", "전남대학교"),
    Partner("Pusan National University", "South Korea", "KR", "Busan", "부산대학교"),
    Partner("Lanzhou University", "China", "CN", "Lanzhou", "兰州大学"),
    Partner("Xiamen University", "China", "CN", "Xiamen", "厦门大学"),
    Partner("National Cheng Kung University", "Taiwan", "TW", "Tainan", "國立成功大學"),
    Partner("Can Tho University", "Vietnam", "VN", "Can Tho", "Trường Đại học Cần Thơ"),
    Partner("Khon Kaen University", "Thailand", "TH", "Khon Kaen", "มหาวิทยาลัยขอนแก่น"),
    Partner("Gadjah Mada University", "Indonesia", "ID", "Yogyakarta", "Universitas Gadjah Mada"),
    Partner("Universiti Sains Malaysia", "Malaysia", "MY", "Penang"),
    Partner("University of the Philippines Diliman", "Philippines", "PH", "Quezon City"),
    Partner("University of Peradeniya", "Sri Lanka", "LK", "Peradeniya"),
    Partner("Jadavpur University", "India", "IN", "Kolkata", "যাদবপুর বিশ্ববিদ্যালয়"),
    Partner("Ferdowsi University of Mashhad", "Iran", "IR", "Mashhad"),
    Partner("Yarmouk University", "Jordan", "JO", "Irbid", "جامعة اليرموك"),
    Partner("Makerere University", "Uganda", "UG", "Kampala"),
    Partner("Stellenbosch University", "South Africa", "ZA", "Stellenbosch", "Universiteit Stellenbosch"),
    Partner("University of Ghana", "Ghana", "GH", "Accra"),
    Partner("Griffith University", "Australia", "AU", "Brisbane"),
    Partner("Massey University", "New Zealand", "NZ", "Palmerston North"),
    Partner("University of Guelph", "Canada", "CA", "Guelph"),
    Partner("Université Laval", "Canada", "CA", "Québec"),
    Partner("Oregon State University", "United States", "US", "Corvallis"),
    Partner("Purdue University", "United States", "US", "West Lafayette"),
    Partner("University of Guadalajara", "Mexico", "MX", "Guadalajara", "Universidad de Guadalajara"),
    Partner("University of Antioquia", "Colombia", "CO", "Medellín", "Universidad de Antioquia"),
    Partner("University of Concepción", "Chile", "CL", "Concepción", "Universidad de Concepción"),
    Partner("University of Campinas", "Brazil", "BR", "Campinas", "Universidade Estadual de Campinas"),
    Partner("National University of La Plata", "Argentina", "AR", "La Plata", "Universidad Nacional de La Plata"),
]  # fmt: skip
