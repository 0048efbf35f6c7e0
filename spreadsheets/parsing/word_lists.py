"""Short words of cells in the languages of offices: unknown, no end, until, totals, what an agreement's state is.

A ``*`` stands for any ending. All are compared folded.
"""

import re
from collections.abc import Iterable

from core.text import fold

# Nothing is known, or nothing is stated.
UNSTATED = """
ไม่ทราบ, ไม่ระบุ, ไม่มีข้อมูล, unknown, not known, n/k, nk, no date, no data, undated, not dated, date unknown,
date not known, tbc, tbd, tba, to be confirmed, to be determined, to be decided, not specified, unspecified,
not stated, not mentioned, not given, not recorded, not available, not applicable, no information, no info, unclear,
not clear, illegible, ?, ??, ???, 미정, 미기재, 미상, 불명, 불상, 모름, 불분명, 명시되지 않음, 명시 없음, 미지정,
확인 불가, 확인필요, 확인중, 알 수 없음, 자료없음, 기재없음, 날짜 없음, unbekannt, nicht bekannt, k.a.,
keine angabe, keine angaben, o.d., ohne datum, nicht angegeben, undatiert, unklar, fehlt, inconnu, inconnue,
non daté, non datée, s.d., sans date, non renseigné, non renseignée, n.c., non communiqué, non précisé,
non précisée, n.d., non disponible, à préciser, non connu, non connue, date inconnue, sans objet, desconocido,
desconocida, se desconoce, s/d, s/f, s.f., sin fecha, sin datos, sin dato, sin información, no consta, n/c,
no especificado, no especificada, no disponible, por definir, desconhecido, desconhecida, sem data, sem informação,
não informado, não informada, não consta, n/i, n/d, a definir, não disponível, ignorado, ignorada, não especificado,
sconosciuto, sconosciuta, non noto, non nota, senza data, non specificato, non specificata, non indicato,
non indicata, ignoto, ignota, da definire, onbekend, niet bekend, n.v.t., n.b., z.d., zonder datum, geen datum,
geen gegevens, niet vermeld, b.d., brak, brak danych, brak daty, brak informacji, nieznany, nieznana, nieznane,
nie dotyczy, bez daty, nie podano, neznámé, neznámo, neznámý, neznámá, neuvedeno, není známo, nezjištěno, bez data,
neznáme, neznámy, neznáma, neuvedené, ismeretlen, nincs adat, nem ismert, nincs megadva, nincs, necunoscut,
necunoscută, nespecificat, nespecificată, fără dată, nu se cunoaște, nu este cazul, lipsă, okänt, okänd,
uppgift saknas, saknas, ej angivet, ej känt, odaterad, odaterat, ukendt, ukjent, ikke oppgitt, ikke angivet,
mangler, ingen dato, uoplyst, udateret, udatert, ei tiedossa, tuntematon, ei tietoa, puuttuu, päiväämätön,
bilinmiyor, bilinmeyen, belirtilmemiş, belli değil, tarihsiz, bilgi yok, yok, άγνωστο, άγνωστη, άγνωστος,
δεν αναφέρεται, δ/υ, χωρίς ημερομηνία, μη διαθέσιμο, неизвестно, неизвестен, неизвестна, б/д, б.д., нет данных,
без даты, не указано, не указана, не указан, н/д, нет, отсутствует, не установлено, невідомо, немає даних, без дати,
не вказано, відсутня, немає, 不明, 未定, 未詳, 記載なし, 記載無し, 該当なし, 日付不明, 確認中, 未確認, なし, 無し,
不详, 不詳, 未知, 无, 無, 待定, 暂无, 暫無, 未注明, 未註明, 未填, 无资料, 無資料, không rõ, không có, chưa rõ,
chưa xác định, không xác định, không có thông tin, tidak diketahui, tidak ada, belum ditentukan, tidak tercantum,
tidak dicantumkan, tanpa tanggal, tidak dinyatakan, غير معروف, غير معروفة, غير محدد, غير متوفر, غير متوفرة, لا يوجد,
مجهول, بدون تاريخ
"""
# It has no end.
NO_END = """
ไม่มีกำหนด*, ไม่จำกัด*, unbegrenzt*, auf unbestimmte zeit, unbestimmte dauer, ohne befristung, ohne ende, auf dauer,
bis auf weiteres, bis auf widerruf, indéterminé*, illimité*, sans limit*, sans échéance, sans fin, sans date de fin,
sans terme, jusqu à nouvel ordre, indefinid*, indeterminad*, ilimitad*, permanente, sin término, sin vencimiento,
sin límite*, sin caducidad, sin fecha de vencimiento, sin fecha de término, sin fecha de fin, hasta nuevo aviso,
sem prazo, sem termo, sem data de término, sem vencimiento, sem vencimento, sem limite*, até nova ordem,
indeterminat*, illimitat*, senza scadenza, senza termine, senza limit*, onbeperkt*, onbepaald*, doorlopend*,
tot nader order, tot wederopzegging, nieokreślon*, nieograniczon*, bezterminow*, do odwołania, neurčit*, neomezen*,
do odvolání, neobmedzen*, határozatlan*, visszavonásig, nedeterminat*, nelimitat*, fără termen, până la denunțare,
neodređen*, tillsvidare, tills vidare, indtil videre, inntil videre, ubestemt tid*, tidsubegrænset, tidsubegrenset,
ubegrenset, ubegrænset, toistaiseksi*, määräämätön, määräämättömä*, süresiz, belirsiz süreli*, αορίστου, αόριστη*,
αόριστος*, αόριστο, χωρίς λήξη, бессрочн*, неограниченн*, на неопределенный срок, неопределенный срок, безстроков*,
невизначен*, безсрочн*, без срока, 無期限, 期限なし, 期限無し, 期限の定めなし, 期間の定めなし, 期間の定め無し,
定めなし, 永続, 永年, 长期*, 長期*, 永久*, 无限期, 無限期, 无固定期限, 無固定期限, 不限期, 无期限, 不定期,
vô thời hạn, không thời hạn, không xác định thời hạn, tidak terbatas, tanpa batas*, selamanya, غير محددة المدة,
غير محدودة, غير محدود, مفتوحة, مفتوح, دائمة, دائم, neterminuot*, beztermiņa, tähtajatu, 종료일 없음, 만료일 없음,
기한 없음, 기간 제한 없음, 무제한, no fixed term, no fixed end, no expiration
"""
# Written before the last day; “s/d” only means so where a day follows.
UNTIL_BEFORE = """
valid until, valid till, valid to, valid upto, until, till, up to, upto, expires on, expires, ends on,
not later than, gültig bis zum, gültig bis, befristet bis, läuft bis, bis zum, bis einschließlich, bis,
valable jusqu au, valable jusqu en, jusqu au, jusqu à, jusqu en, jusque, hasta el, hasta, vigente hasta el,
vigente hasta, até o dia, até ao dia, até, válido até, válida até, fino al, fino a, sino al, entro il,
valido fino al, valida fino al, tot en met, t/m, tot, geldig tot, do dnia, do końca, do, ważna do, ważny do,
obowiązuje do, až do, platí do, platná do, până la, până în, până, valabil până la, giltig till, t.o.m., tom,
til og med, frem til, gyldig til, til, voimassa, μέχρι τις, μέχρι, έως τις, έως, ως, действует до, до, по,
чинний до, включительно до, hiệu lực đến, đến ngày, đến hết, đến, sampai dengan, sampai, hingga, s/d, s.d.,
berlaku sampai, 截止到, 截止, 截至, 至, 到, 直到, حتى, إلى, لغاية, iki, līdz, kuni
"""
# Written after it.
UNTIL_AFTER = """
까지, 만료, 종료, 限り, まで有効, まで, 迄, 止, 为止, 為止, 到期, asti, saakka, kadar, tarihine kadar, inclus,
inclusive, included, einschließlich, включительно, -ig, ig, napjáig
"""
TOTALS = """
รวม*, total*, totaux, sous-total*, subtotal*, sub-total*, grand total*, summe*, gesamt*, insgesamt*, zwischensumme*,
anzahl*, somme*, nombre total*, ensemble, suma*, total general*, cantidad total*, soma*, totale*, totali, totaal*,
aantal*, som, razem*, łącznie*, ogółem*, celkem*, součet*, spolu*, összesen*, összes*, mindösszesen*, summa*,
totalt*, i alt, sum, yhteensä*, kaikkiaan*, toplam*, genel toplam*, σύνολο*, γενικό σύνολο*, итого*, всего*, общо*,
разом*, усього*, всього*, загалом*, ukupno*, 合計*, 合计*, 総計*, 总计*, 總計*, 小計*, 小计*, 総数*, 总数*, 總數*,
共计*, 共計*, 累計*, 累计*, 計, 计, 延べ*, tổng*, tổng cộng*, cộng, jumlah*, total keseluruhan*, المجموع*,
الإجمالي*, إجمالي*, مجموع*
"""
IN_FORCE = """
aktiv, in kraft, gültig, laufend, besteht, en vigueur, actif, valide, en cours, vigente, activo, activa, en vigor,
válido, válida, ativo, ativa, em vigor, vigorando, attivo, attiva, in vigore, valido, valida, in corso, actief,
geldig, lopend, van kracht, aktywna, aktywny, aktywne, obowiązuje, obowiązująca, obowiązujące, w mocy, ważna,
aktivní, platná, platné, platí, platný, aktívna, hatályos, érvényes, érvényben, aktív, în vigoare, activă, valabil,
valabilă, în derulare, gällande, giltig, i kraft, gyldig, gældende, gjeldende, aktivt, aktiivinen, voimassa,
voimassaoleva, yürürlükte, geçerli, aktif, devam ediyor, σε ισχύ, ενεργό, ενεργή, ισχύει, ισχύον, действует,
действующий, действующее, действующая, активен, активно, в силе, чинний, чинна, діє, діюча, діючий, в сила,
действащ, 有効, 継続中, 締結中, 実施中, 継続, 有效, 生效, 生效中, 执行中, 執行中, 进行中, còn hiệu lực,
đang hiệu lực, có hiệu lực, hiệu lực, đang thực hiện, berlaku, masih berlaku, سارية, ساري, سارية المفعول,
ساري المفعول, فعال, نشطة, نشط, نافذة
"""
EXPIRED = """
abgelaufen, ausgelaufen, beendet, expiré, expirée, échu, échue, terminé, terminée, vencido, vencida, expirado,
expirada, caducado, caducada, finalizado, finalizada, encerrado, encerrada, scaduto, scaduta, concluso, verlopen,
afgelopen, wygasła, wygasło, wygasł, zakończona, vypršela, ukončena, ukončená, skončila, lejárt, megszűnt, expirat,
expirată, încetat, utgått, utgången, avslutat, avslutad, udløbet, utløpt, avsluttet, afsluttet, päättynyt, rauennut,
süresi dolmuş, süresi doldu, sona ermiş, sona erdi, έληξε, ληγμένο, истек, истекла, истекло, завершен, завершено,
не действует, закінчився, завершена, 終了, 満了, 失効, 期限切れ, 期間満了, 到期, 已到期, 已过期, 過期, 已過期, 失效,
已失效, hết hiệu lực, hết hạn, berakhir, kedaluwarsa, tidak berlaku, منتهية, منتهي
"""
TERMINATED = """
gekündigt, aufgelöst, aufgehoben, résilié, résiliée, dénoncé, dénoncée, rescindido, rescindida, cancelado,
cancelada, denunciado, denunciada, risolto, risolta, disdetto, opgezegd, beëindigd, rozwiązana, wypowiedziana,
vypovězena, zrušena, zrušená, felmondott, felmondva, reziliat, reziliată, denunțat, uppsagt, uppsagd, opsagt,
oppsagt, irtisanottu, purettu, feshedildi, feshedilmiş, iptal, iptal edildi, καταγγέλθηκε, λύθηκε, расторгнут,
расторгнута, расторгнуто, прекращен, прекращено, розірвано, 解除, 廃止, 解約, 解消, 终止, 終止, 已终止, 已終止,
取消, chấm dứt, dihentikan, dibatalkan, ملغى, ملغاة
"""
# Types of agreements, where the word means no other.
MEMORANDUM = """
memorándum de entendimiento, memorando de entendimiento, memorando de entendimento, memorandum d'entente,
memorandum d'intesa, memorandum o porozumieniu, memorandum o porozumění, memorandum de înțelegere, mutabakat zaptı,
mutabakat muhtırası, меморандум, меморандум о взаимопонимании, меморандум про взаєморозуміння, μνημόνιο συνεργασίας,
μνημόνιο κατανόησης, 覚書, 了解覚書, 谅解备忘录, 諒解備忘錄, 瞭解備忘錄, 备忘录, 備忘錄, biên bản ghi nhớ,
nota kesepahaman, مذكرة تفاهم
"""
AGREEMENT = """
abkommen, vereinbarung, kooperationsvereinbarung, kooperationsabkommen, convenio, convenio de colaboración, acuerdo,
accord, accord de coopération, acordo, acordo de cooperação, accordo, accordo di cooperazione, overeenkomst, umowa,
umowa o współpracy, porozumienie, dohoda, dohoda o spolupráci, megállapodás, együttműködési megállapodás, acord,
acord de cooperare, avtal, samarbetsavtal, aftale, samarbejdsaftale, avtale, samarbeidsavtale, sopimus, anlaşma,
συμφωνία, соглашение, соглашение о сотрудничестве, угода, угода про співпрацю, 協定, 协议, 協議, 協議書, 协议书,
协定, thỏa thuận, perjanjian, اتفاقية, اتفاقية تعاون
"""
YES = """
ja, oui, sí, si, sim, sì, tak, ano, áno, igen, da, kyllä, evet, ναι, да, так, はい, 有, 有り, あり, 是, có, ya, نعم
"""
NO = """
nein, non, nee, não, nie, ne, nem, nu, nej, nei, ei, hayır, όχι, нет, ні, いいえ, 否, không, tidak, لا
"""


def words(text: str) -> list[str]:
    """The words of a list above, folded."""
    return [folded for word in text.split(",") if (folded := " ".join(fold(word).split()))]


def pattern_of(lists: Iterable[str]) -> str:
    """A regular expression for the words of these lists, the longest first, within a text of any words."""
    folded = sorted({word for text in lists for word in words(text)}, key=len, reverse=True)
    return "|".join(rf"(?<![^\W\d_]){_expression(word)}" for word in folded)


def _expression(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"[^\W\d_]*"
    return re.escape(word) + (r"(?![^\W\d_])" if re.match(r"[^\W\d_]", word[-1]) and word[-1] < "⺀" else "")


def _bare(text: str) -> str:
    """The text folded without blanks and points: “b. d.” is bd."""
    return re.sub(r"[\s.]+", "", fold(text)).strip("()[]<>*:;,")


_DITTO = {
    "-do-", "- do -", "–do–", "--do--", "ditto", "-ditto-", "〃", "″", "''", "same as above", "as above", "위와 같음",
    "상동", "同上", "idem", "dito", "dto", "ídem", "wie oben", "s.o", "s. o", "siehe oben", "то же", '"', "“", "”", "„",
    "j.w", "j. w", "jw", "jak wyżej",
}  # fmt: skip
_FOLDED_DITTO = {fold(word) for word in _DITTO}
_UNSTATED_KEYS = {_bare(word) for word in UNSTATED.split(",")}
_NOBODY = re.compile(
    r"n\.? ?n\.?|t\.?b\.?[acd]\.?"
    r"|(?:various|several|multiple|diverse?|div\.|verschiedene|mehrere|divers(?:es)?|plusieurs|vari[aeo]s?|diversos|"
    r"diversas|diversen|rozne|ruzne|различные|разные|여러|복수|다수|複数|各種|若干)(?: \S+){0,2}"
    r"|(?:see|siehe|s\.|voir|vedi|ver|vease|zie|zob\.|см\.?|cf\.?|vgl\.?) "
    r"(?:\S*\d\S*|above|below|list|attach\w*|annex|oben|unten|liste|anlage|anhang|ci-dessus|lista|выше|список).*"
    r"|(?:위|아래|별지|별첨|첨부|목록).{0,8}참조|(?:別紙|別添|上記|下記)(?:参照)?"
    r"|(?:davon|darunter|of which|thereof|dont|de los cuales|di cui|dos quais|waarvan|w tym|из них|в том числе|그중|"
    r"うち) .*"
)
_UNTIL = re.compile(
    rf"(?:{pattern_of([UNTIL_BEFORE])})[:\s]*(?P<day>.*\d.*)|"
    r"~\s*(?P<tilde>\d.*)|"  # “~2027.12.31”, “~2020”: what is about 2020 is no last day
    rf"(?P<before>.*\d.*?)\s*(?:{'|'.join(map(re.escape, words(UNTIL_AFTER)))})"
)


def is_unstated(text: str) -> bool:
    """True for words that say that nothing is known or stated."""
    return _bare(text) in _UNSTATED_KEYS


def names_nobody(text: str) -> bool:
    """True for words in place of a name: NN, Various (see list), See P12, and what is only a part of the row above."""
    return bool(_NOBODY.fullmatch(" ".join(re.sub(r"[(\[（].*", "", fold(text)).split())))


def is_ditto(text: str) -> bool:
    """True for a sign or word that stands for the text of the cell above."""
    return " ".join(fold(text).split()).strip(" .()") in _FOLDED_DITTO


def strip_until(text: str) -> str:
    """The last day of a phrase such as “bis 31.12.2027”, “2027年3月まで” or “~2027.12.31”; other texts as they are."""
    plain = re.sub("[～〜∼]", "~", fold(text)).replace("'", " ")
    phrase = _UNTIL.fullmatch(" ".join(plain.split()).strip(" .,"))
    return next(filter(None, phrase.groups())).strip(" .,") if phrase else text
