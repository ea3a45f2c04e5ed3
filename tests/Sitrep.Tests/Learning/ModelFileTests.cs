using Sitrep.Learning;
using Xunit;

namespace Sitrep.Tests.Learning;

public sealed class ModelFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Sections_come_back_as_written()
    {
        Write();
        ModelFile file = ModelFile.Open(path);
        Assert.Equal(["words", "weights", "none"], file.Sections);
        Assert.Equal(["Kyiv", "Сейм"], file.Lines("words"));
        Assert.Equal([1.5f, -2f], file.Values<float>("weights").ToArray());
        Assert.True(file.Bytes("none").IsEmpty);
    }

    [Fact]
    public void The_same_sections_give_the_same_bytes()
    {
        byte[] first = Write();
        Assert.Equal(first, Write());
    }

    [Fact]
    public void Every_damaged_byte_of_a_section_is_noticed()
    {
        byte[] bytes = Write();
        int start = bytes.AsSpan().LastIndexOf("Kyiv"u8);
        bytes[start] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("'words' does not have the hash", Assert.Throws<InvalidDataException>(() => ModelFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] bytes = Write();
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => ModelFile.Open(path));
        }
    }

    [Fact]
    public void A_newer_format_is_named()
    {
        byte[] bytes = Write();
        bytes[8] = 9;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("version 9", Assert.Throws<InvalidDataException>(() => ModelFile.Open(path)).Message, StringComparison.Ordinal);
    }

    private byte[] Write()
    {
        var writer = new ModelFileWriter();
        writer.AddLines("words", ["Kyiv", "Сейм"]);
        writer.Add<float>("weights", [1.5f, -2f]);
        writer.Add("none", []);
        writer.Write(path);
        return File.ReadAllBytes(path);
    }
}
