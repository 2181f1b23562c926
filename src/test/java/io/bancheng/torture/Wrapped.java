package io.bancheng.torture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** An interface of somebody else with something in front of it. */
final class Wrapped {
  private Wrapped() {}

  /** What happens instead of a call. */
  interface Call {
    Object answer(Method method, Object[] args) throws Throwable;
  }

  /** The object, every call of which goes to {@code call} first. */
  static <T> T as(Class<T> type, Call call) {
    InvocationHandler handler = (proxy, method, args) -> call.answer(method, args);
    return type.cast(
        Proxy.newProxyInstance(Wrapped.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls the method of the object behind, and throws what that throws. */
  static Object through(Object target, Method method, Object... args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
