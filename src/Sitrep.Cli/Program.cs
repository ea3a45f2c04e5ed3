using System.CommandLine;
using Sitrep.Cli;

var root = new RootCommand("""
    Reads news and writes an evidence-linked picture: what happened, who says so, what they think, where accounts differ, what nobody knows.

    Examples:
      sitrep read page.html                              the picture of one page, for a person
      sitrep code pages/ > records.ndjson                one record a line, for a program
      sitrep code articles.ndjson --input-format ndjson  articles as lines of JSON: {"id", "text" or "html", "title"?, "published"?, "url"?}
      cat page.html | sitrep extract -                   the article's own text and metadata
    """)
{
    ReadCommand.Create(),
    ExplainCommand.Create(),
    RecordCommands.Code(),
    RecordCommands.Extract(),
    RecordCommands.Parse(),
    StoreCommands.Add(),
    StoreCommands.Forget(),
    StoreCommands.Original(),
    ExportCommand.Create(),
    ReportCommands.Report(),
    ReportCommands.Chronology(),
    ListingCommands.Quotes(),
    ListingCommands.Claims(),
    ListingCommands.Contested(),
    ListingCommands.Trace(),
    SearchCommand.Create(),
    EditCommand.Create(),
    ImportCommand.Create(),
    AgreementCommand.Create(),
    CheckCommand.Create(),
    EvalCommand.Create(),
    ServeCommand.Serve(),
    ServeCommand.Review(),
    GazetteerCommand.Create(),
    PackCommand.Create(),
    ModelsCommand.Create(),
};
root.Add(ReferenceCommand.Create(root));
Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
