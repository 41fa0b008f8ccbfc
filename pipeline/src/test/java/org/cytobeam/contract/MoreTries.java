package org.cytobeam.contract;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Lets {@code -Dcytobeam.property.tries=2000} try each property so many times. */
class MoreTries implements AroundPropertyHook {
  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    Integer tries = Integer.getInteger("cytobeam.property.tries");
    if (tries != null) {
      context.attributes().setTries(tries);
    }
    return property.execute();
  }

  @Override
  public int aroundPropertyProximity() {
    return -100;
  }
}
