/**
 * What every runner must do with a whole conversion: abstract suites that a runner's module
 * extends, naming its runner in {@link org.cytobeam.contract.RunnerContract#runner}.
 */
package org.cytobeam.contract;
