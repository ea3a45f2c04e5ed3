using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace Sitrep.Annotation.Times;

/// <summary>Units, amounts and shifts: durations, "three days ago", "last week", sets, seasons, parts of a year, clock times.</summary>
internal sealed partial class TimeGrammar
{
    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Duration(string amount, string unit) => unit switch
    {
        "S" or "M" or "H" => $"PT{amount}{unit}",
        "N" => $"P{amount}D",
        "MO" => $"P{amount}M",
        "F" => amount == "1" ? "P2W" : $"P{amount}W",
        "Q" => $"P{amount}Q",
        "WE" => $"P{amount}WE",
        "DE" => double.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double tens) ? $"P{Figure(tens * 10)}Y" : "PXDE",
        "CE" => double.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double hundreds) ? $"P{Figure(hundreds * 100)}Y" : "PXCE",
        "ML" => double.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double thousands) ? $"P{Figure(thousands * 1000)}Y" : "PXML",
        _ => $"P{amount}{unit}",
    };

    // The number before a unit: figures, words, "a", "half a", "a few".
    private (string Amount, double? Value, int End)? AmountAt(int i)
    {
        if (Word(i) == "half" && Word(i + 1) is "a" or "an")
        {
            return ("0.5", 0.5, i + 2);
        }

        int at = Word(i) is "a" or "an" ? i + 1 : i;
        if (numbers.Read(sentence, at) is { } number && (at == i || number.Vague || number.Least == 2))
        {
            int end = Word(number.End) == "of" && number.Vague ? number.End + 1 : number.End;
            bool half = Word(end) == "and" && Word(end + 1) == "a" && Word(end + 2) == "half";
            return number.Vague ? ("X", null, end) : half ? (Figure(number.Least + 0.5), number.Least + 0.5, end + 3) : (Figure(number.Least), number.Least, end);
        }

        return Word(i) is "a" or "an" ? ("1", 1, i + 1) : Word(i) is "many" ? ("X", null, i + 1) : null;
    }

    // "a quarter of a century" is one amount, "half a decade" another.
    private TimeMatch? Share(int i)
    {
        int at = Word(i) is "a" or "an" ? i + 1 : i;
        double? share = Word(at) switch { "quarter" => 0.25, "third" => 1.0 / 3, "half" => 0.5, _ => null };
        return share is { } part && Word(at + 1) == "of" && Word(at + 2) is "a" or "an" or "the" && Is(at + 3, "unit") is { } unit && unit is "CE" or "DE" or "ML" or "Y"
            ? new TimeMatch(i, at + 4, TimeType.Duration, Duration(Figure(part), unit))
            : null;
    }

    // "three weeks", "two-year", "a day later", "five months ago", "for decades"
    private TimeMatch? Amount(int i)
    {
        if (AmountAt(i) is not { } amount)
        {
            return BareUnits(i);
        }

        // Editors put what they supply in brackets: "[Ten] years ago".
        int at = Word(amount.End) == "-" || (Word(amount.End) == "]" && Word(i - 1) == "[") ? amount.End + 1 : amount.End;
        while (Word(at) is "full" or "long" or "whole" or "consecutive" or "straight" or "more")
        {
            at++;
        }

        if (at >= Count || Is(at, "unit") is not { } unit || (Word(at) == "second" && amount.Amount == "1" && Word(i) is "a"))
        {
            return null;
        }

        // "the 2018 day of mourning": more days than one would be days.
        if (YearAt(i) is not null && at == i + 1 && !Word(at).EndsWith('s'))
        {
            return null;
        }

        // A quarter alone is a share of something, and so are three of a whole.
        if (unit == "Q" && at == amount.End && (amount.Value == 1 || (amount.Value == 3 && Word(at + 1) == "of")) && Word(i - 1) is not ("twice" or "once" or "times"))
        {
            return null;
        }

        // An age is no time: "19-year-old", "aged 19 years", "10 years old".
        int next = at + 1;
        if (Word(next) is "old" or "of" && Word(next) == "old" || (Word(next) is "-" && Word(next + 1) == "old") || (Word(next) == "of" && Word(next + 1) is "age" or "experience"))
        {
            return null;
        }

        if (Word(next) == "to" && Word(next + 1) == "the" && Word(next + 2) is "day" or "hour" or "week")
        {
            return new TimeMatch(i, next + 3, TimeType.Duration, Duration(amount.Amount, unit));
        }

        // "two days before the vote" is a span; "two days before" points at a day.
        if (Is(next, "after") is { } direction && (Ends(next + 1) || Word(next) is not ("before" or "after")))
        {
            return Moved(i, next + 1, amount.Value, unit, direction);
        }

        return new TimeMatch(i, next, TimeType.Duration, Duration(amount.Amount, unit));
    }

    private TimeMatch? BareUnits(int i)
    {
        // "for decades", "within hours": only plural units stand for an unknown number.
        if (Is(i, "unit") is { } unit && Word(i).EndsWith('s') && Word(i - 1) is "for" or "within" or "in" or "after" or "of" or "took" or "last" && !(Word(i - 1) == "of" && Word(i - 2) is "couple" or "hundreds"))
        {
            return Is(i + 1, "after") is { } direction && direction is "ago" or "earlier"
                ? new TimeMatch(i, i + 2, TimeType.Date, "PAST_REF")
                : new TimeMatch(i, i + 1, TimeType.Duration, Duration("X", unit));
        }

        // "hours after the vote", "days later": an unknown number too
        if (Is(i, "unit") is { } some && Word(i).EndsWith('s') && Is(i + 1, "after") is not null && (i == 0 || sentence.Tokens[i - 1].Upos is not ("NUM" or "ADJ" or "NOUN" or "DET")))
        {
            return Word(i + 1) is "after" or "before" && !Ends(i + 2)
                ? new TimeMatch(i, i + 1, TimeType.Duration, Duration("X", some))
                : new TimeMatch(i, i + 2, TimeType.Date, "PAST_REF");
        }

        // "the hour-long battle"
        if (Is(i, "unit") is { } one && Word(i + 1) == "-" && Word(i + 2) is "long")
        {
            return new TimeMatch(i, i + 3, TimeType.Duration, Duration(Word(i).EndsWith('s') ? "X" : "1", one));
        }

        return Is(i, "unit") is not null && Word(i).EndsWith('s') && Word(i + 1) == "ago" ? new TimeMatch(i, i + 2, TimeType.Date, "PAST_REF") : null;
    }

    // "ago" counts from publication, "earlier" and "later" from the last day named.
    private TimeMatch Moved(int first, int end, double? amount, string unit, string direction)
    {
        LocalDate? anchor = direction is "ago" ? anchors.Publication : anchors.Narrative;
        if (amount is not { } value)
        {
            return new TimeMatch(first, end, TimeType.Date, direction == "later" ? "FUTURE_REF" : "PAST_REF");
        }

        int sign = direction == "later" ? 1 : -1;
        int whole = (int)Math.Round(value);
        if (unit is "S" or "M" or "H")
        {
            return new TimeMatch(first, end, TimeType.Time, anchor is { } near ? Iso(near) : "XXXX-XX-XX", anchor);
        }

        if (anchor is not { } day)
        {
            return new TimeMatch(first, end, TimeType.Date, "XXXX");
        }

        // One week is meant to the day, several are round.
        if (unit == "F" || (unit == "W" && whole == 1))
        {
            return Day(first, end, day.PlusWeeks(sign * (unit == "F" ? 2 * whole : 1)));
        }

        return unit switch
        {
            "D" or "N" => Day(first, end, day.PlusDays(sign * whole)),
            "W" => Week(first, end, day.PlusWeeks(sign * whole)),
            "MO" => new TimeMatch(first, end, TimeType.Date, Month(day.PlusMonths(sign * whole))),
            "Y" => new TimeMatch(first, end, TimeType.Date, (day.Year + (sign * whole)).ToString("0000", CultureInfo.InvariantCulture)),
            "DE" => new TimeMatch(first, end, TimeType.Date, (day.Year + (sign * whole * 10)).ToString("0000", CultureInfo.InvariantCulture)),
            _ => new TimeMatch(first, end, TimeType.Date, sign < 0 ? "PAST_REF" : "FUTURE_REF"),
        };
    }

    // Whether the clause goes no further with what comes: "two days before" ends so, "two days before the vote" does not.
    private bool Ends(int i) => i >= Count || sentence.Tokens[i].Upos is "PUNCT" or "CCONJ" or "ADP" or "AUX" || (sentence.Tokens[i].Upos == "VERB" && sentence.Tokens[i].Xpos != "VBG");

    // "for a second night", "the ninth day of a strike", "its third week": as long as that
    private TimeMatch? Running(int i)
    {
        int at = Word(i) is "the" or "a" or "an" or "its" or "his" or "her" or "their" ? i + 1 : i;
        if (numbers.Ordinal(sentence, at) is not { Value: > 1 } ordinal)
        {
            return null;
        }

        int last = Word(ordinal.End) is "straight" or "consecutive" or "successive" ? ordinal.End + 1 : ordinal.End;
        string? unit = last > at && Is(last, "unit") is { } plain and not ("S" or "Q" or "CE") ? plain : null;
        bool running = last > ordinal.End || Word(last + 1) is "running" || (Word(last + 1) == "in" && Word(last + 2) == "a" && Word(last + 3) == "row");
        bool lasts = Word(i - 1) == "for" || (at > i && i > 0 && sentence.Tokens[i - 1].Lemma == "enter") || (Word(i - 1) == "on" && Word(last + 1) == "of" && Word(last + 2) is "a" or "an" or "his" or "her" or "its" or "their");
        return unit is not null && (running || lasts) ? new TimeMatch(i, last + 1, TimeType.Duration, Duration(ordinal.Value.ToString(CultureInfo.InvariantCulture), unit)) : null;
    }

    private static string Month(LocalDate day) => $"{day.Year:0000}-{Two(day.Month)}";

    private static TimeMatch Week(int first, int end, LocalDate day) => new(first, end, TimeType.Date, WeekOf(day));

    private static string WeekOf(LocalDate day)
    {
        IWeekYearRule rule = WeekYearRules.Iso;
        return $"{rule.GetWeekYear(day):0000}-W{Two(rule.GetWeekOfWeekYear(day))}";
    }

    // "last week", "this month", "the past three weeks", "recent months", "the following morning", "the same day", "next spring", "the day", "weekend"
    private TimeMatch? Shifted(int i)
    {
        int at = Word(i) is "the" or "his" or "her" or "its" or "their" ? i + 1 : i;
        if (Is(at, "shift") is not { } shift)
        {
            // "the day before", "the night after": of the last day that the text has named
            if (at > i && Word(i) == "the" && (Is(at, "unit") ?? Is(at, "part")) is { } kind and ("D" or "N" or "W" or "MO" or "Y" or "AF" or "EV") && !Word(at).EndsWith('s') && Is(at + 1, "after") is "before" or "later" && Word(at + 1) != "later" && Ends(at + 2))
            {
                string side = Is(at + 1, "after")!;
                bool ofDay = Is(at, "unit") is null || kind == "N";
                if (!ofDay)
                {
                    return Moved(i, at + 2, 1, kind, side);
                }

                LocalDate? then = anchors.Narrative?.PlusDays(side == "before" ? -1 : 1);
                return new TimeMatch(i, at + 2, TimeType.Time, (then is { } named ? Iso(named) : "XXXX-XX-XX") + "T" + (kind == "N" ? "NI" : Is(at, "part")), then);
            }

            // "within the hour" is as long as "within an hour".
            if (at > i && Word(i - 1) == "within" && Is(at, "unit") is { } limit)
            {
                return new TimeMatch(i, at + 1, TimeType.Duration, Duration("1", limit));
            }

            // "in the night", "through the night": the night of the day last told of, else the one that is just over
            if (at > i && Is(at, "unit") == "N" && Word(i - 1) is "in" or "during" or "through" or "throughout" or "spent")
            {
                LocalDate? eve = anchors.Narrative is { } told && anchors.Publication is { } today && told < today ? told : anchors.Publication?.PlusDays(-1);
                return new TimeMatch(i, at + 1, TimeType.Time, (eve is { } began ? Iso(began) : "XXXX-XX-XX") + "TNI", eve);
            }

            bool adverbial = Is(at, "unit") is "WE" && (at > i ? Word(i) == "the" : Word(i - 1) is "over" or "at" or "on");
            return !adverbial ? null : Word(at).EndsWith('s') ? new TimeMatch(i, at + 1, TimeType.Set, "XXXX-WXX-WE") : UnitOf(i, at + 1, "this", "WE");
        }

        int next = at + 1;
        if (AmountAt(next) is { } amount && Word(next) is not ("a" or "an" or "the") && Is(amount.End, "unit") is { } counted && shift is "last" or "past" or "prev" or "next" or "coming" or "following" or "recent" or "this")
        {
            return new TimeMatch(i, amount.End + 1, TimeType.Duration, Duration(amount.Amount, counted));
        }

        if (Month(next) is { } month && shift is "last" or "this" or "next" or "coming")
        {
            return MonthOf(i, AfterMonth(next), month, shift);
        }

        if (Is(next, "season") is { } season)
        {
            return SeasonOf(i, next + 1, season, Step(shift));
        }

        if (Is(next, "part") is { Length: 2 } part)
        {
            return PartOf(i, next + 1, part, shift);
        }

        if (Is(next, "unit") is not { } unit || unit is "S" or "M" or "H" && shift is not "recent")
        {
            return null;
        }

        if (shift == "same" && (Word(at) == "that" && !IsAdverbial(next)))
        {
            return null;
        }

        if (shift == "past")
        {
            return new TimeMatch(i, next + 1, TimeType.Duration, Duration(Word(next).EndsWith('s') ? "X" : "1", unit));
        }

        // "this years vote" lacks an apostrophe.
        bool plural = Word(next).EndsWith('s') && unit != "WE" && Word(at) != "this";
        if (plural)
        {
            return shift switch
            {
                "recent" => new TimeMatch(i, next + 1, TimeType.Date, "PAST_REF"),
                "last" or "next" or "coming" or "following" => new TimeMatch(i, next + 1, TimeType.Duration, Duration("X", unit)),
                _ => null,
            };
        }

        return UnitOf(i, next + 1, shift, unit);
    }

    // "that day" in "on that day" or "that night" alone, not "that year was hard".
    private bool IsAdverbial(int unit) => sentence.Tokens[unit].Is("obl") || sentence.Tokens[unit].Is("nmod") || Word(unit - 2) is "on" or "in" or "during" or "later" or "," || unit == 1;

    private TimeMatch? UnitOf(int first, int end, string shift, string unit)
    {
        bool narrative = shift is "prev" or "following" or "same" || (shift == "next" && unit is "D" or "N" && Word(first) == "the");
        LocalDate? anchor = narrative ? anchors.Narrative : anchors.Publication;
        int step = Step(shift);
        if (anchor is not { } day)
        {
            return new TimeMatch(first, end, unit == "N" ? TimeType.Time : TimeType.Date, unit switch
            {
                "W" => "XXXX-WXX",
                "WE" => "XXXX-WXX-WE",
                "MO" => "XXXX-XX",
                "D" => "XXXX-XX-XX",
                "N" => "XXXX-XX-XXTNI",
                _ => "XXXX",
            });
        }

        switch (unit)
        {
            case "D":
                return Day(first, end, day.PlusDays(step));
            case "N":
                LocalDate night = day.PlusDays(step);
                return new TimeMatch(first, end, TimeType.Time, Iso(night) + "TNI", night);
            case "W":
                return Week(first, end, day.PlusWeeks(step));
            case "F":
                return Week(first, end, day.PlusWeeks(2 * step));
            case "WE":
                LocalDate near = day.DayOfWeek is IsoDayOfWeek.Monday or IsoDayOfWeek.Tuesday or IsoDayOfWeek.Wednesday && step == 0 && !IsFuture(first) ? day.PlusWeeks(-1) : day.PlusWeeks(step);
                near = step == 0 && day.DayOfWeek is IsoDayOfWeek.Thursday or IsoDayOfWeek.Friday && TenseAt(first) == Tense.Past ? day.PlusWeeks(-1) : near;
                return new TimeMatch(first, end, TimeType.Date, WeekOf(near) + "-WE");
            case "MO":
                return new TimeMatch(first, end, TimeType.Date, Month(day.PlusMonths(step)));
            case "Q":
                LocalDate quarter = day.PlusMonths(3 * step);
                return new TimeMatch(first, end, TimeType.Date, $"{quarter.Year:0000}-Q{((quarter.Month - 1) / 3) + 1}");
            case "Y":
                return new TimeMatch(first, end, TimeType.Date, (day.Year + step).ToString("0000", CultureInfo.InvariantCulture));
            case "DE":
                return new TimeMatch(first, end, TimeType.Date, ((day.Year / 10) + step).ToString(CultureInfo.InvariantCulture));
            case "CE":
                return new TimeMatch(first, end, TimeType.Date, ((day.Year / 100) + step).ToString(CultureInfo.InvariantCulture));
            default:
                return null;
        }
    }

    private TimeMatch MonthOf(int first, int end, int month, string shift)
    {
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(first, end, TimeType.Date, $"XXXX-{Two(month)}");
        }

        int year = shift switch
        {
            "last" => month < published.Month ? published.Year : published.Year - 1,
            "next" or "coming" => month > published.Month ? published.Year : published.Year + 1,
            _ => published.Year,
        };
        return new TimeMatch(first, end, TimeType.Date, $"{year:0000}-{Two(month)}");
    }

    private TimeMatch PartOf(int first, int end, string part, string shift)
    {
        LocalDate? anchor = shift is "this" or "last" || (shift == "next" && Word(first) != "the") ? anchors.Publication : anchors.Narrative;
        if (anchor is not { } day)
        {
            return new TimeMatch(first, end, TimeType.Time, "XXXX-XX-XXT" + part);
        }

        LocalDate found = day.PlusDays(Step(shift));
        return new TimeMatch(first, end, TimeType.Time, Iso(found) + "T" + part, found);
    }

    // "spring of 2023", "the summer of last year", "winter"
    private TimeMatch? Season(int i)
    {
        int at = Word(i) == "the" ? i + 1 : i;
        if (Is(at, "season") is not { } season || (words.NeedsLicence(Word(at), "season") && !((Word(at + 1) == "of" && (YearAt(at + 2) is not null || Is(at + 2, "shift") is not null)) || YearAt(at + 1) is not null || (Word(at - 1) == "the" && Word(at - 2) is "in" or "by" or "since" && Word(at + 1) != "of"))))
        {
            return null;
        }

        // "winter wheat" and "summer school" are kinds of things.
        if (at == i && sentence.Tokens[at] is { Head: var head } token && token.Is("compound") && head > at)
        {
            return null;
        }

        int year = Word(at + 1) == "of" ? at + 2 : at + 1;
        if (YearAt(year) is { } y)
        {
            return new TimeMatch(i, year + 1, TimeType.Date, $"{y:0000}-{season}");
        }

        if (Is(year, "shift") is { } shift && Word(year + 1) == "year" && anchors.Publication is { } published)
        {
            return new TimeMatch(i, year + 2, TimeType.Date, $"{published.Year + Step(shift):0000}-{season}");
        }

        return SeasonOf(i, at + 1, season, null);
    }

    private TimeMatch SeasonOf(int first, int end, string season, int? step)
    {
        if (anchors.Publication is not { } published)
        {
            return new TimeMatch(first, end, TimeType.Date, "XXXX-" + season);
        }

        int start = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        bool begun = season == "WI" ? published.Month is 12 or <= 2 : published.Month >= start;
        bool within = season == "WI" ? published.Month is 12 or <= 2 : published.Month >= start && published.Month < start + 3;
        int year = season == "WI" && published.Month <= 2 ? published.Year - 1 : published.Year;
        if (step is null)
        {
            year += IsFuture(first) ? (within || !begun ? 0 : 1) : begun || (start - published.Month is 1 or 2 && !PastVerb(first)) ? 0 : -1;
        }
        else if (step < 0)
        {
            year += begun && !within ? 0 : -1;
        }
        else if (step > 0)
        {
            year += begun ? 1 : 0;
        }

        return new TimeMatch(first, end, TimeType.Date, $"{year:0000}-{season}");
    }

    // "the 1990s", "1930's", "the nineties"
    private TimeMatch? Decade(int i)
    {
        int at = Word(i) == "the" ? i + 1 : i;
        if (Is(at, "modifier") is not null)
        {
            at++;
        }

        string word = Word(at);
        if (word.Length >= 5 && word[4..] is "s" or "'s" or "’s" && YearPrefix(word) is { } decade)
        {
            return new TimeMatch(i, at + 1, TimeType.Date, decade);
        }

        if (word.Length == 4 && word[3] == '0' && YearAt(at) is not null && Word(at + 1) is "s" or "'s" or "’s" && sentence.Tokens[at + 1].Span.Start == sentence.Tokens[at].Span.End && (word[3] == '0'))
        {
            return new TimeMatch(i, at + 2, TimeType.Date, word[..3]);
        }

        return at > i && Is(at, "decade") is { } named ? new TimeMatch(i, at + 1, TimeType.Date, named) : null;
    }

    private static string? YearPrefix(string word) => word.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9') || word[3] != '0' ? null : word[..3];

    // "the fourth quarter of last year", "the first half of 2023", "mid-2023", "the end of the year"
    private TimeMatch? Fraction(int i)
    {
        int at = Word(i) == "the" ? i + 1 : i;
        if (numbers.Ordinal(sentence, at) is not { } ordinal || Word(ordinal.End) is not ("quarter" or "half") || (Word(ordinal.End) == "half" ? ordinal.Value > 2 : ordinal.Value > 4))
        {
            return Word(i) == "the" ? Edge(i) : null;
        }

        string code = (Word(ordinal.End) == "half" ? "H" : "Q") + ordinal.Value.ToString(CultureInfo.InvariantCulture);
        int year = Word(ordinal.End + 1) is "of" or "in" ? ordinal.End + 2 : ordinal.End + 1;
        if (YearAt(year) is { } y)
        {
            return new TimeMatch(i, year + 1, TimeType.Date, $"{y:0000}-{code}");
        }

        year = Word(year) == "the" ? year + 1 : year;
        if (Is(year, "unit") == "Y" && anchors.Publication is { } current)
        {
            return new TimeMatch(i, year + 1, TimeType.Date, $"{current.Year:0000}-{code}");
        }

        if (Is(year, "shift") is { } shift && Word(year + 1) == "year")
        {
            return new TimeMatch(i, year + 2, TimeType.Date, (anchors.Publication is { } p ? (p.Year + Step(shift)).ToString("0000", CultureInfo.InvariantCulture) : "XXXX") + "-" + code);
        }

        return Word(ordinal.End) == "quarter" ? new TimeMatch(i, ordinal.End + 1, TimeType.Date, (anchors.Publication is { } q ? q.Year.ToString("0000", CultureInfo.InvariantCulture) : "XXXX") + "-" + code) : null;
    }

    // "the end of June", "the beginning of last year"
    private TimeMatch? Edge(int i)
    {
        if (Word(i + 1) is not ("end" or "beginning" or "start" or "middle" or "rest") || Word(i + 2) != "of")
        {
            return null;
        }

        int at = Word(i + 3) == "the" ? i + 4 : i + 3;
        if (Word(i + 3) == "the" && Is(at, "unit") is { } unit && unit is "W" or "MO" or "Y" or "DE" or "CE")
        {
            return UnitOf(i, at + 1, "this", unit);
        }

        return at < Count && (MonthFirst(at) ?? Shifted(at) ?? Year(at)) is { Type: TimeType.Date } whole ? whole with { First = i } : null;
    }

    // "by year end", "before the month's end", but not "a year-end report"
    private TimeMatch? UnitEdge(int i)
    {
        int at = Word(i) == "the" ? i + 1 : i;
        int end = Word(at + 1) is "-" or "'s" or "’s" ? at + 2 : at + 1;
        return Is(at, "unit") is { } unit && unit is "W" or "MO" or "Y" or "DE" or "CE" && Word(end) == "end" && Word(i - 1) is "by" or "until" or "before" or "at" or "after" or "since"
            && !(end + 1 < Count && sentence.Tokens[end + 1].Upos is "NOUN" or "PROPN" or "ADJ")
            ? UnitOf(i, end + 1, "this", unit)
            : null;
    }

    private TimeMatch? Part(int i)
    {
        int at = Word(i) == "the" ? i + 1 : i;
        if (Is(at, "meal") is { } meal && Word(Word(at + 1) == "-" ? at + 2 : at + 1) == "time")
        {
            return new TimeMatch(i, Word(at + 1) == "-" ? at + 3 : at + 2, TimeType.Time, "T" + meal);
        }

        if (Is(at, "part") is not { } part || Word(at).EndsWith('s'))
        {
            return null;
        }

        // "good morning" and names such as "Morning Star" are no times.
        if (Word(at - 1) == "good" || (at > 0 && char.IsUpper(sentence.Tokens[at].Form[0])))
        {
            return null;
        }

        // The midnight that is still to come ends its day.
        bool ending = part == "00:00" && (Word(i - 1) is "until" or "till" or "by" || TenseAt(at) == Tense.Future);
        return new TimeMatch(i, at + 1, TimeType.Time, ending ? "T24:00" : "T" + part);
    }

    // Whether a noun follows, with an adjective between or without.
    private bool Qualifies(int i) => i + 1 < Count && (sentence.Tokens[i + 1].IsNominal || (sentence.Tokens[i + 1].Upos == "ADJ" && i + 2 < Count && sentence.Tokens[i + 2].IsNominal));

    private TimeMatch? Set(int i)
    {
        if (Is(i, "set") is { } set)
        {
            // A paper that comes out every day is no time.
            if ((sentence.Tokens[i].Upos == "NOUN" && !sentence.Tokens[i].Is("compound")) || (i > 0 && sentence.Tokens[i - 1].Upos is "ADJ" or "PROPN" && sentence.Tokens[i].Upos != "ADV" && !Qualifies(i)))
            {
                return null;
            }

            return Word(i) is "daily" && i > 0 && char.IsUpper(sentence.Tokens[i].Form[0]) ? null : new TimeMatch(i, i + 1, TimeType.Set, set);
        }

        if (Is(i, "weekdays") is { } day && char.IsUpper(sentence.Tokens[i].Form[0]))
        {
            return new TimeMatch(i, i + 1, TimeType.Set, "XXXX-WXX-" + day);
        }

        if (Is(i, "each") is null)
        {
            return null;
        }

        int at = Word(i + 1) == "other" ? i + 2 : i + 1;
        if (Is(at, "weekday") is { } weekday)
        {
            return new TimeMatch(i, at + 1, TimeType.Set, "XXXX-WXX-" + weekday);
        }

        if (numbers.Read(sentence, at) is { Vague: false } number && Is(number.End, "unit") is { } counted)
        {
            return new TimeMatch(i, number.End + 1, TimeType.Set, Duration(Figure(number.Least), counted));
        }

        return Is(at, "unit") is { } unit ? new TimeMatch(i, at + 1, TimeType.Set, Duration(at > i + 1 ? "2" : "1", unit))
            : Is(at, "part") is { Length: 2 } ? new TimeMatch(i, at + 1, TimeType.Set, "P1D") : null;
    }

    // "9:30 p.m.", "4 a.m.", "15:11 GMT", "11:15 a.m. local time", "0600 hours"
    private TimeMatch? Clock(int i)
    {
        int end = i + 1;
        string word = Word(i);
        if (i >= Count || !char.IsAsciiDigit(word[0]))
        {
            return null;
        }

        int hour, minute = 0;
        bool minutes = false;

        // The tokeniser may leave the colon with the hour: "18:" "20".
        if (word.Length > 1 && word[^1] == ':' && Word(end).Length == 2 && Touching(i, end))
        {
            word += Word(end++);
        }

        string glued = word;
        string half = "";
        if (glued.EndsWith("am", StringComparison.Ordinal) || glued.EndsWith("pm", StringComparison.Ordinal))
        {
            half = glued[^2..];
            glued = glued[..^2];
        }

        if (Word(i + 1) == ":" && DayPart(i) && i + 2 < Count && Word(i + 2).Length == 2 && Touching(i, i + 2))
        {
            glued = word + ":" + Word(i + 2);
            end = i + 3;
        }

        string[] parts = glued.Split(':', '.');
        if (parts.Length is 0 or > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out hour) || hour > 24 || parts[0].Length > 2)
        {
            return null;
        }

        if (parts.Length >= 2)
        {
            if (parts[1].Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minute) || minute > 59)
            {
                return null;
            }

            minutes = true;
        }

        if (half.Length == 0 && Word(end).Replace(".", "", StringComparison.Ordinal) is "am" or "pm" or "a" or "p" && Meridiem(end) is { } meridiem)
        {
            half = meridiem.Half;
            end = meridiem.End;
        }

        bool oclock = Word(end) is "o'clock" or "o’clock";
        if (oclock)
        {
            end++;
        }

        if (half.Length == 0 && !oclock && !(minutes && glued.Contains(':', StringComparison.Ordinal)))
        {
            return null;
        }

        if (half == "pm" && hour < 12)
        {
            hour += 12;
        }
        else if (half == "am" && hour == 12)
        {
            hour = 0;
        }

        if (Word(end) is "gmt" or "utc" or "est" or "edt" or "cet" or "bst" or "pst" or "ist" or "et")
        {
            end++;
        }
        else if (Word(end) == "local" && Word(end + 1) == "time")
        {
            end += 2;
        }

        return new TimeMatch(i, end, TimeType.Time, $"T{Two(hour)}:{Two(minute)}");
    }

    // "two in the morning", "half past four", "ten to eleven", "at nine" beside a day or after a verb of beginning
    private TimeMatch? SpokenClock(int i)
    {
        int end, hour, minute = 0;
        bool bare = false;
        int past = Word(i) is "half" ? i + 1 : Word(i) is "a" && Word(i + 1) == "quarter" ? i + 2 : Word(i) is "quarter" ? i + 1 : HourAt(i)?.End ?? i;
        past = past > i && Word(past) is "minutes" ? past + 1 : past;
        bool half = Word(i) == "half", quarter = Word(past - 1) == "quarter";
        if (past > i && (Word(past) == "past" || (Word(past) == "to" && !half && (quarter || Word(i - 1) is "at" or "until" or "since" or "by" or "before" or "after"))) && HourAt(past + 1) is { } named
            && (Word(past) == "past" || !Counts(past + 1, named.End)))
        {
            int share = half ? 30 : quarter ? 15 : numbers.Read(sentence, i) is { Vague: false } counted ? (int)counted.Least : 0;
            (hour, minute, end) = Word(past) == "past" ? (named.Hour, share, named.End) : (named.Hour == 1 ? 12 : named.Hour - 1, 60 - share, named.End);
            if (share is <= 0 or >= 60)
            {
                return null;
            }
        }
        else if (HourAt(i) is { } alone)
        {
            (hour, end, bare) = (alone.Hour, alone.End, true);
        }
        else
        {
            return null;
        }

        string? part = Word(end) == "in" && Word(end + 1) == "the" && Is(end + 2, "part") is { Length: 2 } told ? told : Word(end) == "at" && Word(end + 1) == "night" ? "NI" : null;
        if (part is not null)
        {
            hour = part switch { "MO" => hour % 12, "NI" when hour is 12 or < 6 => hour % 12, _ => (hour % 12) + 12 };
            end += part == "NI" ? 2 : 3;
        }
        else if (bare && !(Word(i - 1) == "at" && !Counts(i, end) && (IsDay(i - 2) || IsDay(Word(end) == "on" ? end + 1 : end) || (i > 1 && sentence.Tokens[i - 2].Lemma is "begin" or "start" or "open" or "close" or "end" or "leave" or "arrive" or "meet"))))
        {
            return null;
        }

        return new TimeMatch(i, end, TimeType.Time, $"T{Two(hour)}:{Two(minute)}");
    }

    private bool IsDay(int i) => i >= 0 && i < Count && (WeekdayAt(i) is not null || Is(i, "deictic") is not null);

    // Whether a number counts the things that follow, or goes on: "nine men", "nine per cent".
    private bool Counts(int first, int end) => sentence.Tokens[first].Is("nummod") || (end < Count && sentence.Tokens[end].Upos is "NOUN" or "ADJ" or "NUM" or "PROPN" or "SYM" && !IsDay(end));

    // An hour of the clock's face, as a word or a figure
    private (int Hour, int End)? HourAt(int i) =>
        i < Count && numbers.Read(sentence, i) is { Vague: false } number && number.End == i + 1 && number.Least is >= 1 and <= 12 && number.Least % 1 == 0 ? ((int)number.Least, number.End) : null;

    private bool DayPart(int i) => Word(i).Length <= 2 && Word(i).Length > 0 && char.IsAsciiDigit(Word(i)[0]);

    private bool Touching(int first, int last) => sentence.Tokens[last].Span.End - sentence.Tokens[first].Span.Start <= 5;

    private (string Half, int End)? Meridiem(int i)
    {
        string word = Word(i).Replace(".", "", StringComparison.Ordinal);
        if (word is "am" or "pm")
        {
            // "p.m" before a full stop of its own
            int end = Word(i).EndsWith(".m", StringComparison.Ordinal) && Word(i + 1) == "." && i + 2 < Count ? i + 2 : i + 1;
            return (word, end);
        }

        return word is "a" or "p" && Word(i + 1) is "." && Word(i + 2) is "m" or "m." ? (word + "m", Word(i + 3) == "." && Word(i + 2) == "m" ? i + 4 : i + 3) : null;
    }
}
