using System.Globalization;
using NodaTime;

namespace Sitrep.Annotation.Times;

/// <summary>The grammar of time expressions over the tokens of one sentence: dates, shifts, durations, sets, clock times and their modifiers.</summary>
internal sealed partial class TimeGrammar
{
    private const int EarliestYear = 1000;
    private const int LatestYear = 2100;

    /// <summary>Without a past verb, a day of the calendar this close ahead is the coming one.</summary>
    private const int SoonDays = 21;

    /// <summary>The middle of a month or week is given as the whole, as its beginning and end are.</summary>
    private const string Middle = "mid-";

    private readonly Sentence sentence;
    private readonly TimeWords words;
    private readonly NumberWords numbers;
    private readonly TimeAnchors anchors;
    private readonly string[] forms;
    private readonly TimeWord[][] entries;
    private readonly bool[] starts;

    public TimeGrammar(Sentence sentence, TimeWords words, NumberWords numbers, TimeAnchors anchors)
    {
        (this.sentence, this.words, this.numbers, this.anchors) = (sentence, words, numbers, anchors);
        forms = new string[Count];
        entries = new TimeWord[Count][];
        starts = new bool[Count];
        for (int i = 0; i < forms.Length; i++)
        {
            forms[i] = Form(i);
            entries[i] = words.Find(forms[i]);
            starts[i] = MayStart(forms[i]);
        }
    }

    private int Count => sentence.Tokens.Length;

    /// <summary>The longest expression that starts at a token, with its modifiers; null if none does.</summary>
    public TimeMatch? Match(int start)
    {
        if (!starts[start])
        {
            return null;
        }

        TimeMatch? core = Modified(start);
        return core is null ? null : Joined(core with { First = start });
    }

    // Most words start no expression, and need not be tried for each kind. All first words that the rules below ask for are here.
    private bool MayStart(string word) =>
        word is "the" or "his" or "her" or "its" or "their" or "a" or "an" or "quarter" or "third" or "half" or "many" or "more" or "less" or "fewer" or "at" or "between" or "[" or "mid-"
        || numbers.MayStart(word) || word[0] is '-' || words.MayStart(word);

    private string Word(int i) => i >= 0 && i < forms.Length ? forms[i] : "";

    // The possessive of a time word counts as the word, whether it is a token of its own or not.
    private string Form(int i)
    {
        string word = sentence.Lower(i);
        if (word.StartsWith(Middle, StringComparison.Ordinal) && word.Length > Middle.Length)
        {
            word = word[Middle.Length..];
        }

        return word.Length > 5 && (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal)) && !char.IsAsciiDigit(word[0]) ? word[..^2] : word;
    }

    // Whether a word is written as a name, "October" in "mid-October".
    private bool Capital(int i)
    {
        string form = sentence.Tokens[i].Form;
        return char.IsUpper(form.StartsWith(Middle, StringComparison.OrdinalIgnoreCase) && form.Length > Middle.Length ? form[Middle.Length] : form[0]);
    }

    private string? Is(int i, string kind) => i >= 0 && i < entries.Length ? TimeWords.Entry(entries[i], kind)?.Value : null;

    private static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Two(int value) => value.ToString("00", CultureInfo.InvariantCulture);

    // "about 4 a.m.", "more than five decades", "nearly 10 years", "[Ten] years ago", "early Sunday", "the early nineties", "late September"
    private TimeMatch? Modified(int start)
    {
        int i = start;
        if (Word(i) == "[")
        {
            return Core(i + 1) is { } supplied && Enumerable.Range(i + 1, supplied.End - i - 1).Any(k => Word(k) == "]") ? supplied : null;
        }

        if (Word(i) == Middle)
        {
            return Core(i + 1) is { Type: TimeType.Date or TimeType.Time } middle ? middle : Is(i + 1, "unit") is "W" or "MO" or "Y" or "DE" or "CE" ? UnitOf(i, i + 2, "this", Is(i + 1, "unit")!) : null;
        }

        if (sentence.Lower(i) == Middle + Word(i) && Is(i, "unit") is "W" or "MO" or "Y" or "DE" or "CE")
        {
            return UnitOf(i, i + 1, "this", Is(i, "unit")!);
        }

        if (Is(i, "approx") is not null && Core(i + 1) is { } near && near.Type is not TimeType.Set && (Word(i) is not ("some" or "over" or "just" or "shortly") || near.Type == TimeType.Duration))
        {
            return near;
        }

        if (Word(i) is "more" or "less" or "fewer" && Word(i + 1) == "than" && Core(i + 2) is { } compared && (compared.Type == TimeType.Duration || Word(compared.End - 1) == "ago"))
        {
            return compared;
        }

        if (Word(i) is "at" && Word(i + 1) is "least" or "most" && Core(i + 2) is { Type: TimeType.Duration } bound)
        {
            return bound;
        }

        int after = Word(i) == "the" ? i + 1 : i;
        if (Is(after, "modifier") is not null)
        {
            int next = Word(after + 1) is "-" or "in" or "on" ? after + 2 : after + 1;
            if (Word(next) is "the" or "this" or "that" && Word(after + 1) is "in" or "on")
            {
                next++;
            }

            if (Core(next) is { Type: TimeType.Date or TimeType.Time } part && (Word(after) is not ("earlier" or "later") || Is(next, "ref") is null))
            {
                // The early part of a day is its morning, the late one its evening; of weeks and months it is left open.
                return part is { Type: TimeType.Date, Day: not null } && Word(after) is "early" or "late"
                    ? part with { Type = TimeType.Time, Value = Iso(part.Day!.Value) + (Word(after) == "early" ? "TMO" : "TEV") }
                    : part;
            }
        }

        return Core(start);
    }

    private TimeMatch? Core(int i)
    {
        if (i >= Count || !starts[i])
        {
            return null;
        }

        return Numeric(i) ?? Clock(i) ?? SpokenClock(i) ?? Holiday(i) ?? MonthFirst(i) ?? Days(i) ?? DayFirst(i) ?? WeekdayFirst(i) ?? Deictic(i) ?? Set(i) ?? Running(i) ?? Shifted(i)
            ?? Fraction(i) ?? UnitEdge(i) ?? Season(i) ?? Decade(i) ?? Part(i) ?? Share(i) ?? Amount(i) ?? Year(i) ?? Reference(i);
    }

    // A clock time or part of the day and the day it belongs to are one expression: "9:30 p.m. on Saturday", "Tuesday evening", "dawn on Thursday".
    private TimeMatch Joined(TimeMatch match)
    {
        int next = match.End;
        if (match.Type == TimeType.Time && match.Value.StartsWith('T'))
        {
            int at = Word(next) is "on" or "of" or "," ? next + 1 : next;
            at = Word(at) is "the" ? at + 1 : at;
            if (Core(at) is { Type: TimeType.Date, Day: { } day } date)
            {
                int first = Word(match.First) == "the" ? match.First + 1 : match.First;
                if (Word(next) == "," || (Word(next - 1) == "time" && Is(first, "meal") is null))
                {
                    return match with { Value = Iso(day) + match.Value };
                }

                return new TimeMatch(match.First, date.End, TimeType.Time, Iso(day) + match.Value, day);
            }

            // A part of the day belongs to the last day that the text has named, if that is past; a clock time too.
            LocalDate? anchor = anchors.Narrative is { } told && anchors.Publication is { } today && told <= today && told > today.PlusDays(-7) ? told : anchors.Publication;
            return match with { Value = (anchor is { } published ? Iso(published) : "XXXX-XX-XX") + match.Value };
        }

        if (match is { Type: TimeType.Date, Day: { } named })
        {
            int at = Word(next) == "at" || Word(next) == "," ? next + 1 : next;
            if (Is(next, "part") is { } part)
            {
                if (Word(next).EndsWith('s'))
                {
                    return Weekly(match, next, named.DayOfWeek, part);
                }

                return match with { End = next + 1, Type = TimeType.Time, Value = Iso(named) + "T" + part };
            }

            if (Word(next) == "nights")
            {
                return Weekly(match, next, named.DayOfWeek, "NI");
            }

            if (Word(next) == "night")
            {
                return match with { End = next + 1, Type = TimeType.Time, Value = Iso(named) + "TNI" };
            }

            if (Word(next) == "at" && (Clock(at) ?? SpokenClock(at)) is { } clock)
            {
                return match with { End = clock.End, Type = TimeType.Time, Value = Iso(named) + clock.Value };
            }
        }
        else if (match.Type == TimeType.Date && match.Value.StartsWith("XXXX-WXX-", StringComparison.Ordinal) && (Is(next, "part") is { Length: 2 } || Word(next) == "night"))
        {
            return match with { End = next + 1, Type = TimeType.Time, Value = match.Value + "T" + (Is(next, "part") ?? "NI") };
        }

        return match;
    }

    // "Wednesday nights" come every week.
    private static TimeMatch Weekly(TimeMatch match, int last, IsoDayOfWeek day, string part) =>
        match with { End = last + 1, Type = TimeType.Set, Value = $"XXXX-WXX-{(int)day}T{part}", Day = null };

    // Dates

    private TimeMatch Day(int first, int end, LocalDate day) => new(first, end, TimeType.Date, Iso(day), day);

    private TimeMatch? Numeric(int i)
    {
        string word = Word(i);
        if (!char.IsAsciiDigit(word[0]) && word[0] != '-')
        {
            return null;
        }

        if (word.Length == 10 && NodaTime.Text.LocalDatePattern.Iso.Parse(word) is { Success: true } iso)
        {
            return Day(i, i + 1, iso.Value);
        }

        // 2024 - 08 - 06 and 06/08/2024, whether the tokeniser splits them or not
        string run = word;
        int end = i + 1;
        while (end < Count && end < i + 5 && sentence.Tokens[end].Span.Start == sentence.Tokens[end - 1].Span.End && (Word(end) is "-" or "/" || char.IsAsciiDigit(Word(end)[0])))
        {
            run += Word(end++);
        }

        if (NodaTime.Text.LocalDatePattern.Iso.Parse(run) is { Success: true } joined)
        {
            return Day(i, end, joined.Value);
        }

        string[] parts = run.Split('/');
        if (parts.Length == 3 && parts[2].Length == 4 && parts.All(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            int a = int.Parse(parts[0], CultureInfo.InvariantCulture), b = int.Parse(parts[1], CultureInfo.InvariantCulture), year = int.Parse(parts[2], CultureInfo.InvariantCulture);

            // Day first unless that cannot be: most of the world writes so.
            return Valid(year, b, a) is { } european ? Day(i, end, european) : Valid(year, a, b) is { } american ? Day(i, end, american) : null;
        }

        return null;
    }

    private static LocalDate? Valid(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private int? Month(int i)
    {
        if (Is(i, "month") is not { } value)
        {
            return null;
        }

        Token token = sentence.Tokens[i];
        return Capital(i) || token.Upos == "PROPN" ? int.Parse(value, CultureInfo.InvariantCulture) : null;
    }

    // After "Aug" comes the full stop that belongs to it.
    private int AfterMonth(int i) => i + 1 < Count && Word(i + 1) == "." && sentence.Tokens[i + 1].Span.Start == sentence.Tokens[i].Span.End && Word(i).Length <= 4 && Word(i) is not ("may" or "june" or "july") ? i + 2 : i + 1;

    private int? DayOfMonth(int i)
    {
        string word = Word(i);
        if (word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th")
        {
            word = word[..^2];
        }

        return word.Length is 1 or 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is >= 1 and <= 31 ? day : null;
    }

    private int? YearAt(int i) =>
        Word(i).Length == 4 && int.TryParse(Word(i), NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= EarliestYear and <= LatestYear ? year : null;

    // "August 6, 2024", "Aug. 6", "August 2024", "August"
    private TimeMatch? MonthFirst(int i)
    {
        string word = Word(i).TrimEnd('.');
        int? month = Month(i) ?? (words.Value(word, "month") is { } value && Capital(i) ? int.Parse(value, CultureInfo.InvariantCulture) : null);
        if (month is not { } m)
        {
            return null;
        }

        int next = AfterMonth(i);
        if (DayOfMonth(next) is { } day && Is(next + 1, "unit") is null)
        {
            int comma = Word(next + 1) == "," ? next + 2 : next + 1;
            if (YearAt(comma) is { } year && Valid(year, m, day) is { } full)
            {
                return Day(i, comma + 1, full);
            }

            return MonthDay(i, next + 1, m, day);
        }

        int at = Word(next) is "of" or "," ? next + 1 : next;
        if (YearAt(at) is { } y)
        {
            return new TimeMatch(i, at + 1, TimeType.Date, $"{y:0000}-{Two(m)}");
        }

        return words.NeedsLicence(word, "month") && !Licensed(i) ? null : BareMonth(i, next, m);
    }

    // "6 August 2024", "the 6th of August", "6 Aug"
    private TimeMatch? DayFirst(int i)
    {
        int start = Word(i) == "the" ? i + 1 : i;
        int figure = start;
        if (DayOfMonth(start) is not { } day)
        {
            // "the thirty-first of May"
            if (start == i || start >= Count || char.IsUpper(sentence.Tokens[start].Form[0]) || numbers.Ordinal(sentence, start) is not { Value: <= 31 } spelt || Word(spelt.End) != "of")
            {
                return null;
            }

            (day, start) = (spelt.Value, spelt.End - 1);
        }

        int at = Word(start + 1) == "of" ? start + 2 : start + 1;
        if (at >= Count || Month(at) is not { } month || (figure != i && at == start + 1 && char.IsAsciiDigit(Word(start)[^1])))
        {
            return null;
        }

        int next = AfterMonth(at);
        int year = Word(next) == "," && YearAt(next + 1) is not null ? next + 1 : next;
        if (YearAt(year) is { } y && Valid(y, month, day) is { } full)
        {
            return Day(i, year + 1, full);
        }

        // Datelines of wires write the year with two figures: "9 Jan 90".
        if (Word(next).Length == 2 && int.TryParse(Word(next), NumberStyles.None, CultureInfo.InvariantCulture, out int two) && anchors.Publication is { } published && two == published.Year % 100
            && Valid(published.Year, month, day) is { } wired)
        {
            return Day(i, next + 1, wired);
        }

        return MonthDay(i, next, month, day);
    }

    // "between 1 and 20 October" is of the month.
    private TimeMatch? Days(int i) =>
        Word(i) == "between" && DayOfMonth(i + 1) is { } from && Word(i + 2) == "and" && DayOfMonth(i + 3) is { } to && from < to && DayFirst(i + 3) is { Day: { } day } last
            ? last with { First = i, Value = Month(day), Day = null }
            : null;

    // A day without a year: the latest up to publication, or the next one after a future verb.
    private TimeMatch? MonthDay(int first, int end, int month, int day, bool holiday = false)
    {
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(first, end, TimeType.Date, $"XXXX-{Two(month)}-{Two(day)}");
        }

        // What is said in the past of a holiday this close, such as an offer of a truce, is of the coming one.
        LocalDate? next = Valid(published.Year, month, day) is { } near && near > published ? near : Valid(published.Year + 1, month, day);
        bool since = Word(first - 1) == "since";
        bool future = IsFuture(first) || (!since && next < published.PlusDays(SoonDays) && (holiday || !PastVerb(first)));
        for (int shift = 0; shift <= 4; shift++)
        {
            int year = published.Year + (future ? shift : -shift);
            if (Valid(year, month, day) is { } candidate && (future ? candidate >= published : candidate <= published.PlusDays(1)))
            {
                return Day(first, end, candidate);
            }
        }

        return null;
    }

    private TimeMatch BareMonth(int first, int end, int month)
    {
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(first, end, TimeType.Date, $"XXXX-{Two(month)}");
        }

        int year = IsFuture(first)
            ? (month >= published.Month ? published.Year : published.Year + 1)
            : (month <= published.Month ? published.Year : published.Year - 1);
        return new TimeMatch(first, end, TimeType.Date, $"{year:0000}-{Two(month)}");
    }

    // "may" and "march" are months after a preposition or a determiner, or before a year.
    private bool Licensed(int i) =>
        sentence.Tokens[i].Upos is "PROPN" or "NOUN"
        && (Word(i - 1) is "in" or "since" or "until" or "by" or "during" or "from" or "to" or "of" or "last" or "next" or "this" or "early" or "late" or "mid" or "and" or "-"
            || sentence.Lower(i).StartsWith(Middle, StringComparison.Ordinal)
            || (Word(i - 1) == "the" && Capital(i) && i + 1 < Count && sentence.Tokens[i + 1].Upos == "NOUN" && !Capital(i + 1)));

    private int? WeekdayAt(int i) =>
        Is(i, "weekday") is { } value && !(words.NeedsLicence(Word(i), "weekday") && Word(i - 1) == "the") && char.IsUpper(sentence.Tokens[i].Form[0]) && !(words.NeedsLicence(Word(i), "weekday") && Word(i + 1) is not ("," or ".") && Word(i - 1) is not ("on" or "next" or "last"))
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : null;

    // "Tuesday", "Tuesday, March 8, 2011", "last Tuesday", "next Monday", "Monday last week"
    private TimeMatch? WeekdayFirst(int i)
    {
        int at = Is(i, "shift") is not null ? i + 1 : i;
        if (WeekdayAt(at) is not { } weekday)
        {
            return null;
        }

        int next = Word(at + 1) == "," ? at + 2 : at + 1;
        if (at == i && next < Count && (MonthFirst(next) ?? DayFirst(next)) is { Day: not null } dated && (Month(next) is not null || DayOfMonth(next) is not null))
        {
            return dated with { First = i };
        }

        string? shift = at > i ? Is(i, "shift") : null;
        if (shift is "recent" or "same")
        {
            shift = null;
        }

        if (Is(at + 1, "shift") is { } week && Word(at + 2) == "week")
        {
            return OfWeek(i, at + 3, weekday, week);
        }

        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(i, at + 1, TimeType.Date, $"XXXX-WXX-{weekday}");
        }

        var day = (IsoDayOfWeek)weekday;

        // "Friday week" is a week after the coming Friday.
        if (at == i && Word(at + 1) is "week" or "fortnight")
        {
            return Day(i, at + 2, published.Next(day).PlusWeeks(Word(at + 1) == "week" ? 1 : 2));
        }

        // "the Thursday after", with nothing that it is after
        if (Word(i - 1) == "the" && Is(at + 1, "after") is "before" or "later" && anchors.Narrative is { } told && Ends(at + 2))
        {
            return Day(i, at + 2, Is(at + 1, "after") == "before" ? told.Previous(day) : told.Next(day));
        }

        // "his Friday sermons" are given every week.
        if (at == i && at + 1 < Count && sentence.Tokens[at + 1] is { Xpos: "NNS" } && Word(i - 1) is "his" or "her" or "its" or "their" or "our" or "my" or "your" or "weekly" or "regular" or "usual")
        {
            return new TimeMatch(i, at + 1, TimeType.Set, $"XXXX-WXX-{weekday}");
        }

        LocalDate found = shift switch
        {
            "last" or "prev" => published.Previous(day),
            "next" or "coming" or "following" => published.Next(day),
            "this" => IsFuture(i) ? published.PlusDays(-1).Next(day) : published.PlusDays(1).Previous(day),
            _ => IsFuture(i) ? published.PlusDays(-1).Next(day) : published.PlusDays(1).Previous(day),
        };
        return Day(i, at + 1, found);
    }

    private TimeMatch OfWeek(int first, int end, int weekday, string shift)
    {
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(first, end, TimeType.Date, $"XXXX-WXX-{weekday}");
        }

        LocalDate monday = Monday(published).PlusWeeks(Step(shift));
        return Day(first, end, monday.PlusDays(weekday - 1));
    }

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1).Previous(IsoDayOfWeek.Monday);

    private static int Step(string shift) => shift switch
    {
        "last" or "prev" => -1,
        "next" or "coming" or "following" => 1,
        _ => 0,
    };

    private TimeMatch? Deictic(int i)
    {
        if (Is(i, "deictic") is not { } value)
        {
            return null;
        }

        int end = i + 1;
        bool night = value.EndsWith("NI", StringComparison.Ordinal);
        int shift = int.Parse(night ? value[..^2] : value, CultureInfo.InvariantCulture);
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(i, end, night ? TimeType.Time : TimeType.Date, night ? "XXXX-XX-XXTNI" : "XXXX-XX-XX");
        }

        if (Word(i) == "overnight" && WeekdayFirst(Word(i + 1) == "on" ? i + 2 : i + 1) is { Day: { } named } weekday)
        {
            return new TimeMatch(i, weekday.End, TimeType.Time, Iso(named) + "TNI", named);
        }

        // A night that is over began on the day before.
        LocalDate day = published.PlusDays(shift - (Word(i) == "overnight" && TenseAt(i) != Tense.Future ? 1 : 0));
        return night ? new TimeMatch(i, end, TimeType.Time, Iso(day) + "TNI", published.PlusDays(shift)) : Day(i, end, day);
    }

    private TimeMatch? Holiday(int i)
    {
        // "the new year" is the coming one, or the one that has just begun.
        if (Word(i) == "the" && Word(i + 1) == "new" && Is(i + 2, "unit") == "Y" && !Word(i + 2).EndsWith('s') && anchors.Publication is { } today)
        {
            return Day(i, i + 3, new LocalDate(today.Year + (today.Month <= 2 ? 0 : 1), 1, 1));
        }

        for (int length = 4; length >= 1; length--)
        {
            if (i + length > Count || !char.IsUpper(sentence.Tokens[i].Form[0]))
            {
                continue;
            }

            // Tokens that touch are one word: "New Year 's".
            string phrase = Word(i);
            for (int k = i + 1; k < i + length; k++)
            {
                phrase += (sentence.Tokens[k].Span.Start == sentence.Tokens[k - 1].Span.End ? "" : " ") + Word(k);
            }

            // Other calendars have their own new year: "Chinese New Year".
            if (words.Value(phrase, "holiday") is { } date && !(words.NeedsLicence(phrase, "holiday") && i > 0 && char.IsUpper(sentence.Tokens[i - 1].Form[0]) && sentence.Tokens[i - 1].Upos is "ADJ" or "PROPN"))
            {
                int month = int.Parse(date.AsSpan(0, 2), CultureInfo.InvariantCulture), day = int.Parse(date.AsSpan(3), CultureInfo.InvariantCulture);
                return YearAt(i + length) is { } year && Valid(year, month, day) is { } full ? Day(i, i + length + 1, full) : MonthDay(i, i + length, month, day, holiday: true);
            }
        }

        return null;
    }

    private TimeMatch? Year(int i)
    {
        if (YearAt(i) is not { } year || year < 1800)
        {
            return null;
        }

        // "a 2000 year old tradition"
        if (Is(i + 1, "unit") is not null && Word(i + 2) is "old")
        {
            return null;
        }

        // A number of people, a price, a model or a resolution is no year.
        string before = Word(i - 1), after = Word(i + 1);
        bool counted = i + 1 < Count && sentence.Tokens[i + 1].Upos is "NOUN" && sentence.Tokens[i + 1].Xpos == "NNS" && sentence.Tokens[i].Head == i + 1 && before is not ("the" or "of" or "in");
        if (counted || before is "$" or "€" or "£" or "#" or "resolution" or "no." or "about" or "some" or "nearly" or "than" or "least" || after is "%" or "percent" or "people" or "km" or "miles" or "troops"
            || (before is "." or "," && i > 1 && char.IsAsciiDigit(Word(i - 2)[^1]) && sentence.Tokens[i - 1].Span.End == sentence.Tokens[i].Span.Start && sentence.Tokens[i - 2].Span.End == sentence.Tokens[i - 1].Span.Start))
        {
            return null;
        }

        return new TimeMatch(i, i + 1, TimeType.Date, year.ToString(CultureInfo.InvariantCulture));
    }

    private TimeMatch? Reference(int i)
    {
        if (Is(i, "ref") is not { } value)
        {
            return Word(i) == "the" && Word(i + 1) is "past" or "future" or "present" && !(i + 2 < Count && sentence.Tokens[i + 2].Upos is "NOUN" or "ADJ" or "NUM" or "PROPN")
                ? new TimeMatch(i, i + 2, TimeType.Date, Word(i + 1) switch { "past" => "PAST_REF", "future" => "FUTURE_REF", _ => "PRESENT_REF" })
                : null;
        }

        // "now that" joins clauses, but is still said of the present.
        return new TimeMatch(i, i + 1, TimeType.Date, value);
    }
}
