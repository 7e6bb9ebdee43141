// SPDX-License-Identifier: MIT
namespace Embedded.Data.Tests.Synth;

/// <summary>Multinomial logistic regression by full-batch gradient descent with momentum from zero weights: no randomness at all.</summary>
internal sealed class LogisticRegression
{
    private readonly int _classes;
    private readonly int _features;
    private readonly double[] _weights; // [classes, features + 1], the last column is the bias

    public LogisticRegression(int classes, int features)
    {
        _classes = classes;
        _features = features;
        _weights = new double[classes * (features + 1)];
    }

    /// <param name="inputs">[n] sparse vectors: which features are not zero, and their values.</param>
    /// <param name="labels">[n].</param>
    /// <param name="steps">Passes over all inputs.</param>
    /// <param name="rate">Step size on the mean gradient.</param>
    /// <param name="decay">Weight of the squared weights.</param>
    public void Train((int Feature, double Value)[][] inputs, int[] labels, int steps, double rate, double decay)
    {
        var velocity = new double[_weights.Length];
        for (int step = 0; step < steps; step++)
        {
            var gradient = new double[_weights.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                double[] probabilities = Probabilities(inputs[i]);
                probabilities[labels[i]] -= 1;
                for (int k = 0; k < _classes; k++)
                {
                    int row = k * (_features + 1);
                    foreach ((int feature, double value) in inputs[i])
                    {
                        gradient[row + feature] += probabilities[k] * value;
                    }

                    gradient[row + _features] += probabilities[k];
                }
            }

            for (int w = 0; w < _weights.Length; w++)
            {
                velocity[w] = 0.9 * velocity[w] - rate * (gradient[w] / inputs.Length + decay * _weights[w]);
                _weights[w] += velocity[w];
            }
        }
    }

    /// <summary>Share of inputs whose likeliest class is their label.</summary>
    public double Accuracy((int Feature, double Value)[][] inputs, int[] labels) =>
        inputs.Zip(labels, (input, label) => Likeliest(Probabilities(input)) == label ? 1.0 : 0.0).Average();

    private static int Likeliest(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    private double[] Probabilities((int Feature, double Value)[] input)
    {
        var scores = new double[_classes];
        for (int k = 0; k < _classes; k++)
        {
            int row = k * (_features + 1);
            double score = _weights[row + _features];
            foreach ((int feature, double value) in input)
            {
                score += _weights[row + feature] * value;
            }

            scores[k] = score;
        }

        double largest = scores.Max();
        double sum = 0;
        for (int k = 0; k < _classes; k++)
        {
            scores[k] = Math.Exp(scores[k] - largest);
            sum += scores[k];
        }

        for (int k = 0; k < _classes; k++)
        {
            scores[k] /= sum;
        }

        return scores;
    }
}
