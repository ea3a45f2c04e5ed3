namespace Sitrep.Presenting.Reports;

/// <summary>Sets a report as a file.</summary>
public interface IReportWriter
{
    void Write(ReportDocument report, Stream output);
}
