using System.Numerics.Tensors;
using Sitrep.Parsing;

namespace Sitrep.Training.Language;

/// <summary>The linear-chain conditional random field over name labels, in the scaled form of forward-backward (Rabiner 1989).</summary>
/// <remarks>
/// Where the annotation leaves labels open (a corpus without facilities), the likelihood sums over all that it allows, so sources that
/// know different types train one model.
/// </remarks>
internal sealed class NameField(int labels)
{
    private readonly float[] factors = new float[labels * labels];
    // Receives the gradient of transitions where nobody asks for it.
    private readonly float[] unused = new float[labels * labels];
    private double[] forward = [];
    private double[] backward = [];
    private double[] potential = [];
    private double[] scale = [];

    /// <summary>Brings the exponentials of the transitions up to date.</summary>
    public void Prepare(Parameter transitions)
    {
        for (int from = 0; from < labels; from++)
        {
            for (int to = 0; to < labels; to++)
            {
                factors[(to * labels) + from] = NameLabels.Follows(from, to) ? MathF.Exp(transitions.Value[(from * transitions.Stride) + to]) : 0;
            }
        }
    }

    /// <summary>Negative log-likelihood of what is allowed; adds its gradient, times <paramref name="weight"/>, to the scores' and transitions'.</summary>
    /// <param name="scores">[token, label].</param>
    public double Loss(ReadOnlySpan<float> scores, int stride, ReadOnlySpan<uint> allowed, float weight, Span<float> gradient, Span<float> transitionGradient, int transitionStride)
    {
        int n = allowed.Length;
        Reserve(n);
        double all = Pass(scores, stride, default, n, weight, gradient, transitionGradient, transitionStride);
        double gold = Pass(scores, stride, allowed, n, -weight, gradient, transitionGradient, transitionStride);
        return all - gold;
    }

    /// <summary>Cross-entropy with a teacher's shares of the labels, up to a constant; its gradient leaves the transitions alone.</summary>
    /// <param name="shares">[token × labels].</param>
    public double Loss(ReadOnlySpan<float> scores, int stride, ReadOnlySpan<float> shares, float weight, Span<float> gradient)
    {
        int n = shares.Length / labels;
        Reserve(n);
        double loss = Pass(scores, stride, default, n, weight, gradient, unused, labels);
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<float> known = shares.Slice(i * labels, labels);
            loss -= TensorPrimitives.Dot(known, scores.Slice(i * stride, labels));
            RowMath.AddScaled(known, -weight, gradient.Slice(i * stride, labels));
        }

        return loss;
    }

    /// <summary>Adds the probability of each label of each token.</summary>
    public void Marginals(ReadOnlySpan<float> scores, int stride, int n, Span<float> shares)
    {
        Reserve(n);
        Pass(scores, stride, default, n, 1, shares, unused, labels);
    }

    private void Reserve(int n)
    {
        if (scale.Length < n + 1)
        {
            forward = new double[n * 2 * labels];
            backward = new double[n * 2 * labels];
            potential = new double[n * 2 * labels];
            scale = new double[n * 2];
        }
    }

    /// <summary>Log of the sum over label sequences; adds expectations × weight to the gradients.</summary>
    private double Pass(ReadOnlySpan<float> scores, int stride, ReadOnlySpan<uint> allowed, int n, float weight, Span<float> gradient, Span<float> transitionGradient, int transitionStride)
    {
        double log = 0;
        for (int i = 0; i < n; i++)
        {
            float most = float.MinValue;
            for (int label = 0; label < labels; label++)
            {
                most = MathF.Max(most, scores[(i * stride) + label]);
            }

            log += most;
            uint bits = allowed.IsEmpty ? uint.MaxValue : allowed[i];
            if (i == 0)
            {
                bits &= NameLabels.Initial;
            }

            if (i == n - 1)
            {
                bits &= NameLabels.Final;
            }

            double sum = 0;
            for (int label = 0; label < labels; label++)
            {
                double p = (bits >> label & 1) == 0 ? 0 : Math.Exp(scores[(i * stride) + label] - most);
                potential[(i * labels) + label] = p;
                double reach = 1;
                if (i > 0)
                {
                    reach = 0;
                    ReadOnlySpan<float> row = factors.AsSpan(label * labels, labels);
                    ReadOnlySpan<double> before = forward.AsSpan((i - 1) * labels, labels);
                    for (int from = 0; from < labels; from++)
                    {
                        reach += row[from] * before[from];
                    }
                }

                forward[(i * labels) + label] = p * reach;
                sum += p * reach;
            }

            scale[i] = 1 / Math.Max(sum, 1e-300);
            log += Math.Log(Math.Max(sum, 1e-300));
            for (int label = 0; label < labels; label++)
            {
                forward[(i * labels) + label] *= scale[i];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            Span<double> here = backward.AsSpan(i * labels, labels);
            if (i == n - 1)
            {
                here.Fill(1);
            }
            else
            {
                here.Clear();
                for (int to = 0; to < labels; to++)
                {
                    double after = potential[((i + 1) * labels) + to] * backward[((i + 1) * labels) + to] * scale[i + 1];
                    if (after == 0)
                    {
                        continue;
                    }

                    ReadOnlySpan<float> row = factors.AsSpan(to * labels, labels);
                    for (int from = 0; from < labels; from++)
                    {
                        double step = row[from] * after;
                        here[from] += step;
                        transitionGradient[(from * transitionStride) + to] += (float)(weight * forward[(i * labels) + from] * step);
                    }
                }
            }

            for (int label = 0; label < labels; label++)
            {
                gradient[(i * stride) + label] += (float)(weight * forward[(i * labels) + label] * here[label]);
            }
        }

        return log;
    }
}
