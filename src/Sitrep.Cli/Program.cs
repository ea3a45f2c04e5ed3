using System.CommandLine;
using Sitrep;
using Sitrep.Presenting;
using Sitrep.Reading;

var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore };
var format = new Option<InputFormat>("--input-format") { DefaultValueFactory = _ => InputFormat.Auto };
var published = new Option<string?>("--published");
var code = new Command("code", "Writes one record a line.") { paths, format, published };
code.SetAction(result =>
{
    var flow = new Flow(Resources.Installed);
    using Stream output = Console.OpenStandardOutput();
    bool failed = false;
    foreach (PageResult item in new PageReader(result.GetValue(format), result.GetValue(published)).Read(result.GetValue(paths)!, Console.OpenStandardInput))
    {
        failed |= item.Problem is not null;
        output.Write((item.Page is { } page ? RecordWriter.Write(flow.Run(page)) : RecordWriter.Write(item.Problem!)).Span);
    }

    return failed ? 1 : 0;
});
return new RootCommand("Reads news into an evidence-linked picture.") { code }.Parse(args).Invoke();
