using System.Text;
using Sitrep.Reading;
using Xunit;

namespace Sitrep.Tests.Reading;

public sealed class TextDecoderTests
{
    private const string Ukrainian = "Президент відвідав Харків у понеділок, повідомила його речниця. Поїздку не оголошували заздалегідь через небезпеку.";
    private const string Russian = "Президент посетил Харьков в понедельник, сообщила его пресс-служба. О поездке заранее не объявляли из-за опасности.";
    private const string German = "Die Fähre blieb über Nacht im Hafen, größere Schäden gab es nicht.";

    [Theory]
    [InlineData("windows-1251", Ukrainian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("iso-8859-1", German)]
    [InlineData("iso-8859-2", "Prom zůstal v přístavu celou noc, větší škody nevznikly.")]
    [InlineData("utf-8", Ukrainian)]
    public void A_declaration_that_fits_the_bytes_is_followed(string charset, string text)
    {
        string page = $"<html><head><!--{new string('x', 1500)}--><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\"></head><p>{text}</p>";

        Assert.Contains(text, TextDecoder.Decode(Encode(page, charset), null, html: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1251", Ukrainian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("iso-8859-1", German)]
    public void Without_a_declaration_the_encoding_is_detected(string charset, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Encode(text, charset), null, html: false));

    [Theory]
    [InlineData("iso-8859-1", "utf-8", German)]
    [InlineData("utf-8", "windows-1251", Russian)]
    [InlineData("iso-8859-1", "windows-1251", Russian)]
    public void A_wrong_declaration_is_overruled_by_the_bytes(string declared, string actual, string text)
    {
        string page = $"<meta charset={declared}><p>{text}</p>";

        Assert.Contains(text, TextDecoder.Decode(Encode(page, actual), null, html: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Utf_16_is_known_with_and_without_its_mark(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("<p>Hafen über Nacht")];

        Assert.Equal("<p>Hafen über Nacht", TextDecoder.Decode(bytes, null, html: true));
    }

    [Fact]
    public void One_broken_byte_does_not_cost_a_page_its_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Ukrainian), 0xC3];

        Assert.StartsWith(Ukrainian, TextDecoder.Decode(bytes, null, html: false), StringComparison.Ordinal);
    }

    private static byte[] Encode(string text, string charset) =>
        (charset == "utf-8" ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(text);
}
