import time
def test_a(house):
    t0=time.time()
    t = house.start("reflect")
    t.wait("How strong is the upset"); print("start", time.time()-t0)
    t.go("7<enter>").wait("Was anyone hit")
    print(time.time()-t0)
    t.go("<enter>").wait("What was the moment")
    print(time.time()-t0)
    t.go("<ctrl-c>")
    print(t.close(), repr(t.primary()))
    print(time.time()-t0)
    assert 0
