namespace Sitrep.Annotation.Places;

/// <summary>Distance on the globe by the haversine formula.</summary>
internal static class GreatCircle
{
    private const double EarthDiameterKilometres = 12742.02;

    /// <param name="latitude1">Degrees, as all four.</param>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        double x = Square(Math.Sin(double.DegreesToRadians(latitude2 - latitude1) / 2))
            + (Math.Cos(double.DegreesToRadians(latitude1)) * Math.Cos(double.DegreesToRadians(latitude2)) * Square(Math.Sin(double.DegreesToRadians(longitude2 - longitude1) / 2)));
        return EarthDiameterKilometres * Math.Asin(Math.Min(1, Math.Sqrt(x)));
    }

    private static double Square(double x) => x * x;
}
