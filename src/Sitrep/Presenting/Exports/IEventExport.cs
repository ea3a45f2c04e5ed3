using Sitrep.Gathering;

namespace Sitrep.Presenting.Exports;

/// <summary>Writes the events of a dossier in a layout that other programs read.</summary>
public interface IEventExport
{
    /// <returns>How many events the layout had a place for.</returns>
    int Write(Dossier dossier, Stream output);
}
