requestAnimationFrame(() => performance.mark('first-screen'))
